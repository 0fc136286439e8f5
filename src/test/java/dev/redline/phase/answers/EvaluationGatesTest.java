package dev.redline.phase.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.rag.evaluation.RagFile;
import dev.redline.rag.metric.Metric;
import dev.redline.trial.GateOutcomes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers in a file are judged without a server, and held against red lines and baseline. */
class EvaluationGatesTest {

  private static final String INPUT = "The given answers can be read";
  private static final String EVALUATION =
      "Every given answer is judged, within the time of a whole evaluation";
  private static final String PRECISION = "Precision of the given answers stays above its red line";
  private static final String RECALL = "Recall of the given answers stays above its red line";
  private static final String F1 = "F1 of the given answers stays above its red line";
  private static final String REGRESSION =
      "The given answers are not worse than the accepted baseline";

  private static final String UNJUDGED =
      """
      {"query_id": "q1", "query": "How large?", "gt_answer": "It is 8 GB.",
       "response": "It is 8 GB.", "retrieved_context": [{"doc_id": "d1", "text": "It is 8 GB."}]}""";

  @TempDir private Path home;
  private EvaluationTrial trial;

  @BeforeEach
  void startWithNothing() throws Exception {
    trial = EvaluationTrial.in(home).withRedLinesOf("people");
  }

  @Test
  void aFileWithLabelsIsScoredByThemAndKept() throws IOException {
    GateOutcomes outcomes = trial.labelled(40, 30).property("accept", "baseline").run();
    assertThat(outcomes.failed()).isEmpty();
    assertThat(outcomes.passed()).hasSize(8);
    Path kept = trial.evidence("baseline_evaluations").get(0);
    assertThat(kept.getFileName().toString()).startsWith("ragchecker_official_evaluation_");
    assertThat(RagFile.read(kept).score().orElseThrow().get(Metric.RECALL)).isEqualTo(75.0);
    assertThat(Files.readString(kept)).contains("\"summary\"", "\"judge\" : \"labels@as-given\"");
    assertThat(home.resolve("no-home")).isDirectoryNotContaining("glob:**/*pg*");
    assertThat(Files.readString(home.resolve("allure-results/environment.properties")))
        .contains("Verdict=PASS", "Answers=");
    assertThat(Files.readString(home.resolve("metrics/journal.jsonl")))
        .contains("\"run-started\"", "answers in ", "\"gate\"", "\"baseline\"", "\"run-ended\"");
  }

  @Test
  void onceItPassesItsHotFixIsClosed() throws IOException {
    trial.labelled(40, 4).run();
    assertThat(trial.evidence("hotfix")).as("of recall and of F1").hasSize(4);
    trial.labelled(40, 30).property("accept", "baseline").run();
    assertThat(trial.evidence("hotfix"))
        .filteredOn(file -> file.toString().endsWith(".resolved.json"))
        .hasSize(2);
  }

  @Test
  void aFileWithoutLabelsIsJudged() throws IOException {
    GateOutcomes outcomes = trial.given(results(UNJUDGED)).property("accept", "baseline").run();
    assertThat(outcomes.failed()).isEmpty();
    Path kept = trial.evidence("baseline_evaluations").get(0);
    assertThat(RagFile.read(kept).score().orElseThrow().get(Metric.F1)).isEqualTo(100.0);
    assertThat(Files.readString(kept)).contains("\"judge\" : \"offline@");
  }

  @Test
  void anAnswerThatTheJudgeCannotReadIsNotScoredAndIsNamed() {
    String results =
        IntStream.range(0, 6)
            .mapToObj(i -> UNJUDGED.replace("q1", "q" + i))
            .map(result -> result.contains("q0") ? result : result.replace("It is", "Это есть"))
            .collect(Collectors.joining(","));
    GateOutcomes outcomes = trial.given(results(results)).run();
    assertThat(outcomes.failed()).containsOnlyKeys(EVALUATION);
    assertThat(outcomes.message())
        .startsWith("INCONCLUSIVE: cases judged: observed 1 of 6, required all")
        .contains(
            "; not judged: q1 (The offline judge reads English alone", "; q3 (", "; and 2 more")
        .doesNotContain("q4");
  }

  @Test
  void whatAFileLacksIsJudgedAndTheRestIsKept() throws IOException {
    trial.labelled(3, 3);
    String sound = Files.readString(home.resolve("answers.json"));
    String partly = sound.replaceFirst("\\[\\[\"Entailment\"]]}", "null}");
    assertThat(partly).isNotEqualTo(sound);
    GateOutcomes outcomes = trial.given(partly).property("accept", "baseline").run();
    assertThat(outcomes.message())
        .startsWith("INCONCLUSIVE: precision by judge mixed")
        .contains("there is none in gates/red-lines.yaml", "have it made by -Daccept=floors");
    assertThat(Files.readString(trial.evidence("baseline_evaluations").get(0)))
        .contains("\"judge\" : \"mixed@labels@as-given and offline@")
        .containsPattern("\"retrieved2answer\" : \\{\\s+\"given\" : 2,\\s+\"judged\" : 1\\s+}");
  }

  @Test
  void theRedLinesOfAnotherJudgeAreNotApplied() {
    GateOutcomes outcomes = trial.labelled(40, 4).property("eval.judge", "strangers@1").run();
    assertThat(outcomes.failed()).containsOnlyKeys(PRECISION, RECALL, F1);
    assertThat(outcomes.failed().get(PRECISION))
        .hasMessageStartingWith("INCONCLUSIVE: precision by judge strangers: observed 0.5500")
        .hasMessageContaining("there is none in gates/red-lines.yaml");
  }

  @Test
  void aJudgeThatIsNamedWithoutRedLinesHasNone() throws Exception {
    GateOutcomes outcomes =
        trial
            .labelled(3, 3)
            .edited("red-lines.yaml", "  labels: #", "  labels: {}\n  somebody: #")
            .run();
    assertThat(outcomes.failed()).hasSize(3);
    assertThat(outcomes.failed().get(PRECISION))
        .hasMessageContaining("a red line of judge labels: there is none in gates/red-lines.yaml");
  }

  @Test
  void anyMetricMayHaveARedLine() throws Exception {
    trial = trial.withRedLine("labels", "context_precision: {at_least: 1.0}");
    assertThat(trial.labelled(40, 30).run().message())
        .startsWith("FAIL: context precision: observed 0.7500, required at least 1.0000");
  }

  @Test
  void eachScoreBelowItsRedLineFailsAndTheRestIsJudged() {
    GateOutcomes outcomes = trial.labelled(40, 4).run();
    assertThat(outcomes.failed()).containsOnlyKeys(RECALL, F1);
    assertThat(outcomes.failed().get(RECALL))
        .hasMessageStartingWith("FAIL: recall: observed 0.1000, required at least 0.1660")
        .hasMessageContainingAll("Nothing had been changed", "Hot-fix:");
    assertThat(outcomes.failed().get(F1))
        .hasMessageStartingWith("FAIL: F1: observed 0.1000, required at least 0.1590");
    assertThat(outcomes.passed()).contains(REGRESSION);
    assertThat(outcomes.skipped()).isEmpty();
  }

  @Test
  void noBaselineIsAcceptedBelowARedLine() throws IOException {
    GateOutcomes outcomes = trial.labelled(40, 4).property("accept", "baseline").run();
    assertThat(outcomes.failed()).containsOnlyKeys(RECALL);
    assertThat(outcomes.skipped()).containsKeys(F1, REGRESSION);
    assertThat(trial.evidence("baselines")).isEmpty();
  }

  @Test
  void withoutAnAcceptedBaselineTheRedLinesCountAndTheCommandIsNamed() throws IOException {
    GateOutcomes outcomes = trial.labelled(40, 30).run();
    assertThat(outcomes.failed()).isEmpty();
    assertThat(outcomes.passed()).contains(REGRESSION);
    assertThat(trial.evidence("baselines")).isEmpty();
  }

  @Test
  void labelsThatNobodySignedAreComparedWithNone() {
    trial.labelled(40, 30).property("accept", "baseline").run();
    trial.properties().remove("accept");
    GateOutcomes outcomes = trial.run();
    assertThat(outcomes.failed()).containsOnlyKeys(REGRESSION);
    assertThat(outcomes.message())
        .startsWith("INCONCLUSIVE: comparability with the baseline accepted")
        .contains(
            "judge: baseline labels@as-given, now labels@as-given: nobody says who gave the labels",
            "-Deval.judge=<name>@<version>");
  }

  @Test
  void whoGaveTheLabelsCanBeSaidOnTheCommandLine() throws IOException {
    trial.labelled(40, 30).property("eval.judge", "people@1").property("accept", "baseline").run();
    assertThat(trial.evidence("baselines"))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("people.json");
    trial.properties().remove("accept");
    assertThat(trial.property("eval.judge", "people@2").run().message())
        .contains("judge: baseline people@1, now people@2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          people | "people" names no judge: it must be <name>@<version>
          a@1    | /summary/judge: says that b@2 gave the labels, and not a@1
          """)
  void aJudgeWhoCannotHaveGivenTheLabelsIsRefused(String judge, String message) throws IOException {
    trial.labelled(3, 3);
    String signed =
        Files.readString(home.resolve("answers.json"))
            .replaceFirst("]}$", "], \"summary\": {\"judge\": \"b@2\"}}");
    assertThat(trial.given(signed).property("eval.judge", judge).run().message()).contains(message);
  }

  @Test
  void aJudgeOfNoLabelsIsRefused() {
    assertThat(trial.unlabelled(3).property("eval.judge", "people@1").run().message())
        .startsWith("INCONCLUSIVE: answers to evaluate: observed ")
        .contains("holds no labels that people@1 could have given", "-Djudge");
  }

  @Test
  void anEvaluationEqualToTheBaselinePasses() {
    trial.labelled(40, 30).property("eval.judge", "people@1").property("accept", "baseline").run();
    trial.properties().remove("accept");
    assertThat(trial.run().failed()).isEmpty();
  }

  @Test
  void aRegressionAboveTheFloorsIsPaused() {
    trial.labelled(40, 30).property("eval.judge", "people@1").property("accept", "baseline").run();
    trial.properties().remove("accept");
    GateOutcomes outcomes = trial.labelled(40, 20).run();
    assertThat(outcomes.failed()).containsOnlyKeys(REGRESSION);
    assertThat(outcomes.message())
        .startsWith("PAUSED: precision against the baseline accepted ")
        .contains("PAUSED: recall against", "change -0.2500 (95 % interval", "worst question q2")
        .contains("40 cases detect a change of")
        .contains("-Daccept=baseline", "Nothing had been changed.")
        .doesNotContain("-Ddecline");
  }

  @Test
  void aRegressionIsAcceptedByTheCommandAndByNothingElse() throws IOException {
    trial.labelled(40, 30).property("eval.judge", "people@1").property("accept", "baseline").run();
    Path baseline = trial.evidence("baselines").get(0);
    String first = Files.readString(baseline);
    trial.properties().remove("accept");
    trial.labelled(40, 20).run();
    assertThat(baseline).hasContent(first);
    assertThat(trial.property("accept", "baseline").run().failed()).isEmpty();
    trial.properties().remove("accept");
    assertThat(trial.run().failed()).isEmpty();
  }

  @Test
  void otherCasesAreNotCompared() {
    trial.labelled(40, 30).property("eval.judge", "people@1").property("accept", "baseline").run();
    trial.properties().remove("accept");
    assertThat(trial.labelled(41, 31).run().message())
        .startsWith("INCONCLUSIVE: comparability with the baseline accepted")
        .contains(
            "cases' SHA-256: baseline ", "required the same judge, model, corpus, cases and k");
  }

  @Test
  void fewerCasesThanThePlanAsksForAreNoComparison() {
    trial.labelled(5, 5).property("eval.judge", "people@1").property("accept", "baseline").run();
    trial.properties().remove("accept");
    assertThat(trial.run().message())
        .startsWith("INCONCLUSIVE: cases compared with the baseline accepted")
        .contains("observed 5, required at least 20");
  }

  @Test
  void aDamagedBaselineIsNamedAndKept() throws IOException {
    trial.labelled(40, 30).property("accept", "baseline").run();
    trial.properties().remove("accept");
    Path baseline = trial.evidence("baselines").get(0);
    Files.writeString(baseline, "{\"schema\": 1");
    assertThat(trial.run().message())
        .startsWith("BROKEN: " + baseline)
        .contains("is no baseline", "left as it is")
        .doesNotContain("StreamReadFeature", "REDACTED");
    assertThat(baseline).hasContent("{\"schema\": 1");
  }

  @Test
  void anythingElseToBeAcceptedIsRefused() {
    assertThat(trial.labelled(40, 30).property("accept", "everything").run().message())
        .contains("-Daccept=everything is not known");
  }

  @Test
  void withoutAFileTheCommandIsNamed() {
    GateOutcomes outcomes = trial.run();
    assertThat(outcomes.failed()).containsOnlyKeys(INPUT);
    assertThat(outcomes.message())
        .startsWith("INCONCLUSIVE: answers to evaluate: observed no -Deval.input")
        .contains("-Deval.input=checking_inputs.json");
    assertThat(outcomes.skipped()).hasSize(7);
  }

  @Test
  void aMissingFileIsNamed() {
    assertRefused("none.json: there is no such file", trial.property("eval.input", "none.json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          not json             | line 1, column
          {"results": []}      | "results" is empty; at least one result is needed
          {"results": [{}]}    | line 1, /results/0: has no "query_id", which is required; add it
          """)
  void aFileThatIsNoneOfRagCheckersIsRefusedWithItsPlace(String json, String message) {
    assertRefused(message, trial.given(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "query": "How much, 1?", | `` | line 7, /results/1: has no "query"
          "answer2response": ["Entailment", "Entailment"] | "answer2response": ["Entailment"] \
          | line 1, /results/0/answer2response: has 1 entries, needs 2
          [["Neutral"], ["Entailment"]] | [["Neutral"], []] | /results/0/retrieved2response/1: has 0
          ["Entailment", "Entailment"] | ["Entailment", "Maybe"] | "Maybe" is no label
          "query_id": "q1" | "query_id": "q0" | /results/1/query_id: "q0" is on line 1 already
          """)
  void aBrokenResultIsRefusedWithItsPlace(String found, String with, String message)
      throws IOException {
    trial.labelled(3, 3);
    String sound = Files.readString(home.resolve("answers.json"));
    assertThat(sound).contains(found);
    int start = sound.indexOf(found);
    String broken = sound.substring(0, start) + with + sound.substring(start + found.length());
    assertRefused(message, trial.given(broken));
  }

  private static void assertRefused(String message, EvaluationTrial trial) {
    GateOutcomes outcomes = trial.run();
    assertThat(outcomes.failed()).containsOnlyKeys(INPUT);
    assertThat(outcomes.message())
        .startsWith("INCONCLUSIVE: answers to evaluate: observed ")
        .contains(message);
    assertThat(outcomes.skipped()).containsKey(EVALUATION);
  }

  private static String results(String result) {
    return "{\"results\": [" + result + "]}";
  }
}
