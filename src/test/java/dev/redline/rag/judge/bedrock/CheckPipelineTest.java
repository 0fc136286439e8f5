package dev.redline.rag.judge.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.rag.Claim;
import dev.redline.rag.Judge;
import dev.redline.rag.metric.Label;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Claims go into prompts, and labels come back, block by block as in RefChecker. */
class CheckPipelineTest extends BedrockTest {

  private static final JsonNode VECTORS =
      JsonMapper.shared().readTree(Path.of("fixtures/ragchecker/parsing-vectors.json"));
  private static final List<String> LABELS = List.of("Entailment", "Neutral", "Contradiction");
  private static final Pattern TEXTS = Pattern.compile("(?s)<<<(\\w+) (\\w+)>>>\n(.*?)\n<<<end of");

  @ParameterizedTest
  @MethodSource
  void everyBlockOfClaimsIsAskedOnceAndLabelledInOrder(JsonNode vector) {
    String mode = vector.get("is_joint").booleanValue() ? "joint" : "single";
    StandIn standIn = standIn(request -> Served.text(labels(texts(request), mode)));
    Judge judge = bedrock(standIn, "BEDROCK_CHECKING", mode).judge();

    List<List<List<Label>>> results = new ArrayList<>();
    for (int i = 0; i < vector.get("claims").size(); i++) {
      results.add(matrix(judge, vector, i));
    }

    assertThat(results.stream().map(r -> r.stream().map(CheckPipelineTest::words).toList()))
        .isEqualTo(expected(vector));
    assertThat(standIn.received().stream().map(r -> texts(r).subList(0, 2)).toList())
        .isEqualTo(
            vector.get("prompts_in_order").values().stream()
                .map(p -> List.of(text(p.get("question")), text(p.get("reference"))))
                .toList());
    assertThat(standIn.received())
        .allMatch(r -> r.maxTokens() == (mode.equals("joint") ? 150 : 10))
        .allMatch(r -> r.body().at("/inferenceConfig/temperature").doubleValue() == 0.0);
  }

  /**
   * Those whose replies follow the rule and whose passages are kept apart, as a retrieved matrix
   * keeps them.
   */
  static Stream<Named<JsonNode>> everyBlockOfClaimsIsAskedOnceAndLabelledInOrder() {
    return VECTORS.get("check_pipeline").values().stream()
        .filter(vector -> !vector.get("llm_rule").stringValue().equals("see name"))
        .filter(vector -> !vector.get("name").stringValue().startsWith("list refs + merge"))
        .map(vector -> Named.of(vector.get("name").stringValue(), vector));
  }

  /** One row a claim; as in CaseJudgement, a reference is asked about only if there are claims. */
  private static List<List<Label>> matrix(Judge judge, JsonNode vector, int i) {
    List<Claim> claims =
        vector.get("claims").get(i).values().stream()
            .map(c -> new Claim(text(c.get(0)), text(c.get(1)), text(c.get(2))))
            .toList();
    List<List<Label>> rows = claims.stream().<List<Label>>map(c -> new ArrayList<>()).toList();
    JsonNode references = vector.get("references").get(i);
    for (JsonNode reference : references.isArray() ? references.values() : List.of(references)) {
      List<Label> column = judge.check("q" + i, claims, text(reference));
      for (int c = 0; c < claims.size(); c++) {
        rows.get(c).add(column.get(c));
      }
    }
    return rows;
  }

  private static List<List<List<String>>> expected(JsonNode vector) {
    return vector.get("result").values().stream()
        .map(
            rows ->
                rows.values().stream()
                    .map(row -> row.isArray() ? row.values().stream().toList() : List.of(row))
                    .map(row -> row.stream().map(CheckPipelineTest::text).toList())
                    .toList())
        .toList();
  }

  private static List<String> texts(Received request) {
    Matcher texts = TEXTS.matcher(request.prompt());
    return texts.results().map(found -> found.group(3)).toList();
  }

  /** The rule takes claims as RefChecker's prompts show them: single ones in square brackets. */
  private static String labels(List<String> texts, String mode) {
    String claims = texts.get(2);
    if (mode.equals("single")) {
      claims = claims.replace('"', '\'').replace('(', '[').replace(')', ']');
    }
    return claims
        .lines()
        .map(line -> LABELS.get((texts.get(1) + line).codePoints().sum() % 3))
        .collect(Collectors.joining("\n"));
  }

  private static List<String> words(List<Label> labels) {
    return labels.stream().map(Label::text).toList();
  }

  private static String text(JsonNode node) {
    return node.stringValue();
  }
}
