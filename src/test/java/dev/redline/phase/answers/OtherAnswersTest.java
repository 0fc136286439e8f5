package dev.redline.phase.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.rag.evaluation.RagFile;
import dev.redline.rag.metric.Metric;
import dev.redline.trial.GateOutcomes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers without a reference, and questions where a refusal is right. */
class OtherAnswersTest {

  private static final String REFERENCED =
      """
      {"query_id": "q1", "query": "How large is the pool?", "gt_answer": "The pool holds 8 GB.",
       "response": "The pool holds 8 GB.", "retrieved_context": [{"text": "The pool holds 8 GB."}]}""";
  private static final String FAITHFUL =
      """
      {"query_id": "q2", "query": "Where do dead rows go?",
       "response": "Vacuum removes dead rows.",
       "retrieved_context": [{"text": "Vacuum removes dead rows."}, {"text": "Soup is hot."}]}""";
  private static final String REFUSED =
      """
      {"query_id": "q3", "query": "What does support cost?", "answerable": false,
       "response": "The documents do not say what it costs."}""";

  @TempDir private Path home;
  private EvaluationTrial trial;

  @BeforeEach
  void withRedLines() throws Exception {
    trial =
        EvaluationTrial.in(home)
            .edited(
                "red-lines.yaml",
                "    f1: {at_least: 0.35}",
                "    f1: {at_least: 0.35}\n    faithfulness: {at_least: 0.5}\n"
                    + "    refusal: {at_least: 0.9}");
  }

  @Test
  void eachKindIsHeldAgainstItsOwnRedLineAndNoMeanOfTheOthersCountsIt() throws Exception {
    GateOutcomes outcomes = given(REFERENCED, FAITHFUL, REFUSED).run();
    assertThat(outcomes.failed()).isEmpty();
    RagFile kept = RagFile.read(trial.evidence("baseline_evaluations").get(0));
    assertThat(kept.results().size()).isEqualTo(1);
    assertThat(kept.score().orElseThrow().get(Metric.F1)).isEqualTo(100.0);
  }

  @Test
  void aFileWithoutAnyReferenceIsJudgedByFaithfulnessAlone() {
    assertThat(given(FAITHFUL).run().failed()).isEmpty();
    String made = FAITHFUL.replaceFirst("Vacuum removes dead rows", "Chocolate costs nine euros");
    assertThat(given(made).run().message())
        .startsWith("FAIL: faithfulness of 1 answers without a reference: observed 0.");
  }

  @Test
  void anAnswerWhereARefusalIsRightCrossesTheRedLine() {
    String answered = REFUSED.replace("The documents do not say what it costs.", "8 euros.");
    assertThat(given(REFERENCED, answered).run().message())
        .startsWith("FAIL: refusals of 1 unanswerable questions: observed 0.0000");
  }

  @Test
  void withoutARedLineOfTheirOwnNothingIsSaidOfThem() {
    trial = EvaluationTrial.in(home);
    assertThat(given(REFUSED).run().message())
        .startsWith("INCONCLUSIVE: refusals of 1 unanswerable questions: observed 1.0000")
        .contains("write it there under judges: offline: refusal:");
  }

  @Test
  void whatIsNeitherTrueNorFalseIsNamedWithItsPlace() {
    assertThat(given(REFUSED.replace("false", "\"no\"")).run().message())
        .contains("/results/0/answerable: must be true or false, is string");
  }

  private EvaluationTrial given(String... results) {
    return trial.given("{\"results\": [" + String.join(",\n", List.of(results)) + "]}");
  }
}
