package dev.redline.rag.judge.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.rag.Claim;
import dev.redline.rag.UnusableReplyException;
import dev.redline.rag.judge.model.ModelSession;
import dev.redline.rag.judge.reply.ReplySchema;
import dev.redline.rag.judge.reply.UnreadableReply;
import dev.redline.rag.metric.Label;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bedrock is held to a schema by a tool that takes the reply. */
class SchemaRepliesTest extends BedrockTest {

  private static final String CLAIMS =
      "{\"claims\":[{\"subject\":\"A\",\"predicate\":\"is\",\"object\":\"b\"}]}";

  @Test
  void aReplyIsWhatTheOnlyToolIsCalledWith() {
    StandIn standIn =
        standIn(
            r ->
                Served.tool(
                    r.number() == 0 ? CLAIMS : "{\"labels\":[\"Entailment\",\"Contradiction\"]}"));
    ModelSession bedrock = bedrock(standIn, "BEDROCK_REPLIES", "schema");

    assertThat(bedrock.judge().extract("q", "text")).containsExactly(new Claim("A", "is", "b"));
    assertThat(bedrock.judge().check("q", claims(2), "r"))
        .containsExactly(Label.ENTAILMENT, Label.CONTRADICTION);
    Received extraction = standIn.received().get(0);
    assertThat(extraction.body().at("/toolConfig/toolChoice/tool/name").stringValue())
        .isEqualTo("claims");
    assertThat(
            extraction
                .body()
                .at(
                    "/toolConfig/tools/0/toolSpec/inputSchema/json/properties/claims/items/required")
                .values())
        .map(Object::toString)
        .containsExactlyInAnyOrder("\"subject\"", "\"predicate\"", "\"object\"");
    assertThat(extraction.prompt()).contains("one JSON object").doesNotContain("Abstain");
  }

  @Test
  void anEmptyListSaysThatNothingIsStated() {
    StandIn standIn = standIn(r -> Served.tool("{\"claims\":[]}"));

    assertThat(bedrock(standIn, "BEDROCK_REPLIES", "schema").judge().extract("q", "t")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"labels\":[\"Entailment\"]}",
        "{\"labels\":[\"Entailment\",\"Neutral\",\"Neutral\"]}",
        "{\"labels\":[\"entailment\",\"Folgerung\"]}",
        "{\"labels\":\"Entailment\"}",
        "{\"label\":[\"Entailment\",\"Neutral\"]}"
      })
  void aServiceThatPromisesASchemaIsNotTakenAtItsWord(String reply) {
    StandIn standIn = standIn(r -> Served.tool(reply));

    assertThatThrownBy(
            () -> bedrock(standIn, "BEDROCK_REPLIES", "schema").judge().check("q", claims(2), "r"))
        .isInstanceOf(UnusableReplyException.class)
        .hasMessageStartingWith("Asked twice for the labels of 2 claims");
    assertThat(standIn.received()).hasSize(2);
  }

  /** What a tool is called with is JSON by itself. */
  static Stream<UnreadableReply> labelsOfATool() {
    return UnreadableReply.insteadOfThreeLabelsInJson()
        .filter(bad -> bad.text().startsWith("{") && !bad.fault().equals("not JSON"));
  }

  @ParameterizedTest
  @MethodSource("labelsOfATool")
  void aToolThatIsCalledWithSomethingElseIsAskedForAgain(UnreadableReply bad) {
    StandIn standIn = standIn(r -> Served.tool(bad.text(), bad.cutOff()));

    assertThatThrownBy(
            () -> bedrock(standIn, "BEDROCK_REPLIES", "schema").judge().check("q", claims(3), "r"))
        .isInstanceOf(UnusableReplyException.class);
    assertThat(standIn.received().get(1).prompt())
        .containsPattern("Your earlier reply could not be used: [^\n]*" + bad.fault());
  }

  @Test
  void aReplyInWordsIsAskedForAgain() {
    StandIn standIn =
        standIn(
            r -> r.number() == 0 ? Served.text("Sure: Neutral") : Served.tool("{\"claims\":[]}"));

    assertThat(bedrock(standIn, "BEDROCK_REPLIES", "schema").judge().extract("q", "t")).isEmpty();
    assertThat(standIn.received()).hasSize(2);
  }

  @Test
  void theJudgeIsAnotherOneWhereItRepliesBySchema() {
    StandIn standIn = standIn(r -> Served.tool(CLAIMS));

    assertThat(bedrock(standIn, "BEDROCK_REPLIES", "schema").judge().id())
        .isNotEqualTo(bedrock(standIn).judge().id());
    assertThat(List.of(ReplySchema.values()))
        .allSatisfy(schema -> assertThat(schema.schema()).containsEntry("type", "object"))
        .allSatisfy(
            schema -> assertThat(schema.schema().get("properties")).isInstanceOf(Map.class));
  }
}
