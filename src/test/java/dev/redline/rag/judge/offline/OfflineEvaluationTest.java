package dev.redline.rag.judge.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.rag.Retriever;
import dev.redline.rag.evaluation.Evaluation;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.evaluation.Judging;
import dev.redline.rag.judge.offline.retrieval.DemoCorpus;
import dev.redline.rag.judge.offline.retrieval.ExtractiveAnswerer;
import dev.redline.rag.metric.Metric;
import dev.redline.rag.metric.Scores;
import dev.redline.trial.CpuTime;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The offline evaluation must tell good retrieval from bad, or its gates could not fail. */
class OfflineEvaluationTest {

  private static final double PRECISION_RED_LINE = 0.35;
  private static final double RECALL_RED_LINE = 0.4;
  private static final double F1_RED_LINE = 0.35;

  private final DemoCorpus demo = new DemoCorpus();

  @Test
  void goodRetrievalIsClearlyAboveTheRedLines(TestReporter reporter) {
    Scores scores = scores("good retriever", demo.good, reporter);
    assertThat(scores.precision()).isGreaterThanOrEqualTo(0.45);
    assertThat(scores.recall()).isGreaterThanOrEqualTo(0.45);
    assertThat(scores.f1()).isGreaterThanOrEqualTo(0.45);
  }

  @Test
  void passagesOfOtherQuestionsPushEveryScoreBelowItsRedLine(TestReporter reporter) {
    assertBelowRedLines(scores("passages of other questions", demo.broken(), reporter));
  }

  @Test
  void alwaysTheSamePassagesPushEveryScoreBelowItsRedLine(TestReporter reporter) {
    assertBelowRedLines(scores("always the same passages", demo.stuck(), reporter));
  }

  @Test
  void twoEvaluationsOfTheSameAreEqual() {
    EvaluationResult first = run(demo.good);
    EvaluationResult second = run(new DemoCorpus().good);
    assertThat(second.results()).containsExactlyElementsOf(first.results());
    assertThat(second.summary().judge()).isEqualTo(first.summary().judge());
  }

  @Test
  void anExtractiveAnswerIsFaithfulToItsPassages() {
    assertThat(run(demo.good).metrics().orElseThrow().get(Metric.FAITHFULNESS)).isGreaterThan(95.0);
  }

  @Test
  void theWholeEvaluationTakesSeconds() {
    assertThat(CpuTime.of(() -> run(demo.good))).isLessThan(Duration.ofSeconds(10));
  }

  private static void assertBelowRedLines(Scores scores) {
    assertThat(scores.precision()).isLessThan(PRECISION_RED_LINE);
    assertThat(scores.recall()).isLessThan(RECALL_RED_LINE);
    assertThat(scores.f1()).isLessThan(F1_RED_LINE);
  }

  private Scores scores(String name, Retriever retriever, TestReporter reporter) {
    EvaluationResult result = run(retriever);
    result.summary().scores().ifPresent(s -> reporter.publishEntry(name, s.toString()));
    return result.summary().scores().orElseThrow();
  }

  private EvaluationResult run(Retriever retriever) {
    return new Evaluation(
            retriever,
            new ExtractiveAnswerer(demo.corpus).named(),
            Judging.oneByOne(new OfflineJudge()),
            Clock.systemUTC())
        .run(demo.corpus, demo.cases, 8);
  }
}
