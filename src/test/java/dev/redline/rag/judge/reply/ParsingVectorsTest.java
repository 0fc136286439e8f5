package dev.redline.rag.judge.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.rag.Claim;
import dev.redline.rag.metric.Label;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Replies are read as RefChecker reads them. */
class ParsingVectorsTest {

  private static final JsonNode VECTORS =
      JsonMapper.shared().readTree(Path.of("fixtures/ragchecker/parsing-vectors.json"));

  @ParameterizedTest
  @MethodSource
  void claimsAreThoseThatRefCheckerFinds(JsonNode vector) {
    List<List<String>> expected =
        vector.get("triplets").values().stream().map(ParsingVectorsTest::strings).toList();

    List<Claim> claims = TripletReply.claims(vector.get("llm_text").stringValue());

    assertThat(claims)
        .map(claim -> List.of(claim.subject(), claim.predicate(), claim.object()))
        .isEqualTo(expected);
  }

  static Stream<Named<JsonNode>> claimsAreThoseThatRefCheckerFinds() {
    return vectors("triplet_parsing");
  }

  @ParameterizedTest
  @MethodSource
  void jointLabelsAreThoseThatRefCheckerFinds(JsonNode vector) {
    List<Label> labels = LabelReply.all(vector.get("llm_text").stringValue());

    assertThat(labels).map(Label::text).isEqualTo(strings(vector.get("labels")));
  }

  static Stream<Named<JsonNode>> jointLabelsAreThoseThatRefCheckerFinds() {
    return vectors("joint_label_parsing");
  }

  @ParameterizedTest
  @MethodSource
  void theSingleLabelIsTheOneThatRefCheckerFinds(JsonNode vector) {
    Label label = LabelReply.one(vector.get("llm_text").stringValue()).orElse(Label.NEUTRAL);

    assertThat(label.text()).isEqualTo(vector.get("label").stringValue());
  }

  static Stream<Named<JsonNode>> theSingleLabelIsTheOneThatRefCheckerFinds() {
    return vectors("single_label_parsing");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      delimiter = '#',
      value = {
        "('A', 'is', 'b')                               # A          # is   # b",
        "('it''s', 'is', 'b')                           # its        # is   # b",
        "(\"A\\x41\\101\\U0001F418\", \"\\N{BULLET}\", \"b\") # AAA🐘 # •   # b",
        "(\"a\\d\", \"is\", \"b\")                      # a\\d       # is   # b",
        "(\"The \"big\" one\", \"is\", \"b\")           # |\"The \"big\" one\"| # |\"is\"| # |\"b\"|",
        "(\"\"\"A\"\"\", \"is\", \"b\")                 # A          # is   # b"
      })
  void literalsAreReadAsPythonReadsThem(String reply, String s, String p, String o) {
    assertThat(TripletReply.claims(reply)).containsExactly(new Claim(s, p, o));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      delimiter = '#',
      value = {
        "(\"A\", \"is\", \"b\", \"c\")",
        "(\"A\", \"is\", \"b\"), (\"C\", \"is\", \"d\")",
        "(\"A\", \"is\", \"b\") (\"C\", \"is\", \"d\")",
        "(\"A\", open(\"x\", \"w\"), \"b\")"
      })
  void whatIsNoTripletOfLiteralsIsNoClaim(String reply) {
    assertThat(TripletReply.claims(reply)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"50000"})
  void aReplyMadeToBeSlowIsReadInNoTime(int times) {
    String reply = "(\"\", \"".repeat(times) + "\"x";

    assertThat(TripletReply.claims(reply)).isEmpty();
  }

  private static Stream<Named<JsonNode>> vectors(String kind) {
    return VECTORS.get(kind).values().stream()
        .map(vector -> Named.of(vector.get("llm_text").toString(), vector));
  }

  private static List<String> strings(JsonNode array) {
    return array.values().stream().map(JsonNode::stringValue).toList();
  }
}
