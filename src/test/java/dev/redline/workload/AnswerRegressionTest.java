package dev.redline.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.rag.Answered;
import dev.redline.rag.Claim;
import dev.redline.rag.Judge;
import dev.redline.rag.JudgeId;
import dev.redline.rag.Judged;
import dev.redline.rag.RetrievedText;
import dev.redline.rag.UnusableReplyException;
import dev.redline.rag.baseline.ServerFingerprint;
import dev.redline.rag.evaluation.AnswerProvenance;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.evaluation.GivenAnswers;
import dev.redline.rag.evaluation.JudgedResults;
import dev.redline.rag.evaluation.Judging;
import dev.redline.rag.metric.Label;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stage and a run on given answers are compared with. */
class AnswerRegressionTest {

  private static final ServerFingerprint SERVER = new ServerFingerprint("7412", "15.18", "0.8.0");

  @TempDir private Path metrics;

  @Test
  void aStageIsComparedWithTheUnchangedServerWhereNothingWasAccepted() {
    Finding finding = since(evaluation(30, 30), evaluation(30, 30));
    assertThat(finding.passed()).isTrue();
    assertThat(finding.verdicts())
        .extracting(Verdict::subject)
        .contains("precision against the unchanged server", "accepted baseline");
    assertThat(last(finding).observed()).isEqualTo("none; compared with the unchanged server");
  }

  @Test
  void aStageThatMakesAnswersWorseIsPausedAndNothingIsAccepted() {
    Finding finding =
        regression(Map.of("accept", "baseline"))
            .sinceTheChange(on(evaluation(30, 30)), on(evaluation(30, 20)));
    assertThat(finding.verdicts()).extracting(Verdict::status).containsOnly(Status.PAUSED);
    assertThat(metrics.resolve("baselines")).doesNotExist();
  }

  @Test
  void aStageIsComparedWithTheAcceptedBaselineToo() {
    regression(Map.of("accept", "baseline"))
        .sinceTheChange(on(evaluation(30, 30)), on(evaluation(30, 30)));
    Finding finding = since(evaluation(30, 20), evaluation(30, 20));
    assertThat(finding.obstacles())
        .extracting(Verdict::subject)
        .allMatch(subject -> subject.contains("against the baseline accepted"))
        .hasSize(3);
    assertThat(since(evaluation(30, 30), evaluation(30, 30)).passed()).isTrue();
  }

  @Test
  void anUnlikeAcceptedBaselineIsInconclusiveInAStage() {
    regression(Map.of("accept", "baseline")).sinceAcceptance(evaluation(31, 31), null);
    Finding finding = since(evaluation(30, 30), evaluation(30, 30));
    assertThat(last(finding).status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(last(finding).observed()).contains("cases' SHA-256: baseline ");
  }

  @Test
  void anIncompleteEvaluationIsInconclusive() {
    EvaluationResult incomplete =
        unlabelled().evaluate(cases -> Judging.oneByOne(new SilentJudge()), Clock.systemUTC());
    Verdict verdict = last(since(evaluation(30, 30), incomplete));
    assertThat(verdict.status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(verdict.observed()).isEqualTo("0 of 1");
    assertThat(verdict.next()).endsWith("; not judged: q0 (no claims)");
    assertThat(last(regression(Map.of()).sinceAcceptance(incomplete, null)).status())
        .isEqualTo(Status.INCONCLUSIVE);
  }

  @Test
  void passagesThatTheIndexMissedAreBlamedOnTheIndex() {
    AnswersOnServer before =
        new AnswersOnServer(evaluation(30, 30), Map.of("q29", List.of("d29")), SERVER);
    AnswersOnServer after =
        new AnswersOnServer(evaluation(30, 29), Map.of("q29", List.of("d29")), SERVER);
    Finding finding = regression(Map.of()).sinceTheChange(before, after);
    assertThat(finding.evidence().toString())
        .contains("| index (neighbours that an exact search finds were missed) | 1 | -0.0167 |");
  }

  @Test
  void givenAnswersWithoutABaselineAreToldHowToAcceptOne() {
    Verdict verdict = last(regression(Map.of()).sinceAcceptance(evaluation(30, 30), null));
    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.toString()).contains("red lines alone count", AcceptedBaseline.COMMAND);
  }

  private Finding since(EvaluationResult before, EvaluationResult after) {
    return regression(Map.of()).sinceTheChange(on(before), on(after));
  }

  private static AnswersOnServer on(EvaluationResult evaluation) {
    return new AnswersOnServer(evaluation, Map.of(), SERVER);
  }

  private AnswerRegression regression(Map<String, String> properties) {
    Plan plan = Plan.load(Path.of("gates"));
    return new AnswerRegression(
        plan,
        AcceptedBaseline.in(metrics, properties, () -> "abc123", file -> {}, Clock.systemUTC()),
        OfflineRun.judge(plan));
  }

  private static Verdict last(Finding finding) {
    return finding.verdicts().get(finding.verdicts().size() - 1);
  }

  /** The first {@code right} of all cases are right, the others half right. */
  private static EvaluationResult evaluation(int cases, int right) {
    List<Judged> results =
        IntStream.range(0, cases)
            .mapToObj(i -> judged(i, i < right ? Label.ENTAILMENT : Label.NEUTRAL))
            .toList();
    AnswerProvenance origin =
        new AnswerProvenance(
            new JudgeId("offline", "1", null), "c0", "cases" + cases, 1, "passages@1");
    return GivenAnswers.of(JudgedResults.of(results), origin)
        .evaluate(count -> Judging.oneByOne(new SilentJudge()), Clock.systemUTC());
  }

  private static Judged judged(int number, Label second) {
    Claim claim = new Claim("it", "is", "so");
    List<Label> labels = List.of(Label.ENTAILMENT, second);
    List<List<Label>> matrix = List.of(List.of(Label.ENTAILMENT), List.of(second));
    return new Judged(
        answered(number, second),
        List.of(claim, claim),
        List.of(claim, claim),
        labels,
        labels,
        matrix,
        matrix);
  }

  private static Answered answered(int number, Label second) {
    return new Answered(
        "q" + number, "Why?", "So.", "So " + second, List.of(passage(number, second)));
  }

  /** Whoever answers half right had another passage. */
  private static RetrievedText passage(int number, Label second) {
    return new RetrievedText(second == Label.ENTAILMENT ? "d" + number : "other", "So.");
  }

  private static GivenAnswers unlabelled() {
    AnswerProvenance origin =
        new AnswerProvenance(new JudgeId("offline", "1", null), "c0", "a5", 1, "passages@1");
    return GivenAnswers.of(
        JudgedResults.of(List.of(Judged.notYet(answered(0, Label.NEUTRAL)))), origin);
  }

  /** Its replies cannot be used. */
  private static final class SilentJudge implements Judge {

    @Override
    public JudgeId id() {
      return new JudgeId("offline", "1", null);
    }

    @Override
    public List<Claim> extract(String question, String text) {
      throw new UnusableReplyException("no claims", "");
    }

    @Override
    public List<Label> check(String question, List<Claim> claims, String reference) {
      throw new UnusableReplyException("no labels", "");
    }
  }
}
