package dev.redline.rag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.rag.offline.OfflineJudge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenAnswersTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC);

  private static final String ANSWERED =
      """
      {"query_id": "%1$s", "query": "How large, %1$s?", "gt_answer": "It is 8 GB.",
       "response": "It is 8 GB.",
       "retrieved_context": [{"doc_id": null, "text": "It is 8 GB."}, {"text": "It is not."}]""";

  private static final String LABELS =
      """
      , "response_claims": [["It", "is", "8 GB"]], "gt_answer_claims": [["It", "is", "8 GB"]],
      "answer2response": ["Entailment"], "response2answer": ["Neutral"],
      "retrieved2response": [["Neutral", "Neutral"]], "retrieved2answer": [["Neutral", "Neutral"]]}""";

  @TempDir private Path directory;

  @Test
  void labelsAreScoredAndNoJudgeIsAskedFor() {
    EvaluationResult result = read(labelled("a") + "," + labelled("b")).evaluate(none(), NOON);
    assertThat(result.summary().scores()).contains(new Scores(1, 0, 0));
    assertThat(result.summary().judge()).hasToString("labels@as-given");
    assertThat(result.summary().corpusSha256()).isEqualTo("not stated");
    assertThat(result.summary().k()).isEqualTo(2);
  }

  @Test
  void answersWithoutLabelsAreJudged() {
    EvaluationResult result = read(answered("a")).evaluate(by(new OfflineJudge()), NOON);
    assertThat(result.summary().judge().name()).isEqualTo("offline");
    assertThat(result.summary().scores()).contains(new Scores(1, 1, 1));
    assertThat(result.results().get(0).labels()).isPresent();
  }

  @Test
  void aReplyThatCannotBeUsedLeavesTheEvaluationIncomplete() {
    EvaluationResult result =
        read(answered("a") + "," + answered("b")).evaluate(by(new BabblingJudge()), NOON);
    assertThat(result.summary().complete()).isFalse();
    assertThat(result.summary().unjudged())
        .containsExactly(
            new Unjudged("a", "no labels", "well …"), new Unjudged("b", "no labels", "well …"));
    assertThat(result.metrics()).isEmpty();
  }

  @Test
  void theHashOfTheQuestionsDoesNotDependOnOrderAnswersOrPassages() {
    String sound = read(answered("a") + "," + answered("b")).origin().casesSha256();
    assertThat(sound).hasSize(64);
    assertThat(read(labelled("b") + "," + labelled("a")).origin().casesSha256()).isEqualTo(sound);
    String otherQuestion = (answered("a") + "," + answered("b")).replace("large, b", "small, b");
    assertThat(read(otherQuestion).origin().casesSha256()).isNotEqualTo(sound);
  }

  @Test
  void anEvaluationThatWasWrittenHereKeepsItsOrigin() {
    EvaluationResult result = read(answered("a")).evaluate(by(new OfflineJudge()), NOON);
    Path file = directory.resolve("evaluation.json");
    EvaluationFile.write(file, result);
    EvaluationResult again = GivenAnswers.read(file).evaluate(none(), NOON);
    assertThat(again.summary()).isEqualTo(result.summary());
  }

  @Test
  void aJudgesModelIsPartOfTheOrigin() {
    GivenAnswers given =
        readFile(
            "{\"results\": [%s], \"summary\": %s}"
                .formatted(
                    labelled("a"),
                    "{\"judge\": \"bedrock@1-ab@c\", \"model\": \"m:0\", \"corpus_sha256\": \"cc\","
                        + " \"cases_sha256\": \"dd\", \"k\": 5}"));
    assertThat(given.origin())
        .isEqualTo(new Origin(new JudgeId("bedrock", "1-ab@c", "m:0"), "cc", "dd", 5));
  }

  @Test
  void someLabelsAreRefusedWithTheFirstResultThatLacksThem() {
    assertThatThrownBy(() -> read(labelled("a") + "," + answered("b") + "," + labelled("c")))
        .isInstanceOf(RagFileException.class)
        .hasMessageContaining("answers.json, /results/1: lacks labels, which 2 of 3 results have");
  }

  private static String answered(String id) {
    return ANSWERED.formatted(id) + "}";
  }

  private static String labelled(String id) {
    return ANSWERED.formatted(id) + LABELS;
  }

  private static IntFunction<Judging> none() {
    return cases -> {
      throw new AssertionError("a judge was asked for");
    };
  }

  private static IntFunction<Judging> by(Judge judge) {
    return cases -> Judging.oneByOne(judge);
  }

  private GivenAnswers read(String results) {
    return readFile("{\"results\": [" + results + "]}");
  }

  private GivenAnswers readFile(String json) {
    try {
      return GivenAnswers.read(Files.writeString(directory.resolve("answers.json"), json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class BabblingJudge implements Judge {

    @Override
    public JudgeId id() {
      return new JudgeId("babbling", "1", null);
    }

    @Override
    public List<Claim> extract(String question, String text) {
      return List.of(new Claim("it", "is", "so"));
    }

    @Override
    public List<Label> check(String question, List<Claim> claims, String reference) {
      throw new UnusableReplyException("no labels", "well …");
    }
  }
}
