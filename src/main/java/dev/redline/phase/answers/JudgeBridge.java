package dev.redline.phase.answers;

import dev.redline.plan.Plan;
import dev.redline.rag.baseline.Measured;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.evaluation.GivenAnswers;
import dev.redline.rag.judge.JudgingForecast;
import dev.redline.rag.judge.RunJudge;
import dev.redline.rag.metric.Metric;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.PairedComparison;
import dev.redline.verdict.Verdict;
import dev.redline.workload.AcceptedBaseline;
import dev.redline.workload.AnswerRegression;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The judge that is replaced scores the same answers as the one that takes its place: its own
 * baseline says whether they got worse, and the difference between the two is kept, so that scores
 * before and after can be read together.
 */
public final class JudgeBridge implements AutoCloseable {

  /** What names the judge that is replaced. */
  static final String OPTION = "-Djudge.bridge=";

  private static final List<Metric> SCORES = List.of(Metric.PRECISION, Metric.RECALL, Metric.F1);

  private final Plan plan;
  private final RunJudge replaced;
  private final AcceptedBaseline accepted;
  private final Clock clock;
  private @Nullable EvaluationResult judged;

  /**
   * @param replaced not opened yet
   * @param accepted only looked at: nothing is accepted for a judge that goes
   */
  public JudgeBridge(Plan plan, RunJudge replaced, AcceptedBaseline accepted, Clock clock) {
    this.plan = plan;
    this.replaced = replaced;
    this.accepted = accepted.onlyCompared();
    this.clock = clock;
  }

  /**
   * What is kept of it.
   *
   * @param scores after less before, by the key of the metric, question by question
   */
  record Kept(String from, String to, String casesSha256, Map<String, PairedComparison> scores) {}

  /** The judge that is replaced can be trusted; nothing is sent to it. */
  Finding trusted() {
    return replaced.trusted();
  }

  /** What the judge that is replaced will be asked about; nothing is sent. */
  void forecast(JudgingForecast all, GivenAnswers answers) {
    all.with(replaced, replaced.estimate(answers.passagesToJudge()));
  }

  /**
   * The judge that is replaced answers at all: that is known before the other one is paid.
   *
   * @throws dev.redline.rag.JudgeUnavailableException if it does not
   */
  void preflight() {
    replaced.service().preflight();
  }

  /** Both judges' word about the same answers, of which {@code now} is the new one's. */
  Finding across(GivenAnswers answers, EvaluationResult now) {
    if (!isBetweenTwo(answers, now)) {
      return Finding.of(
          Verdict.inconclusive(
              "judges that score the same answers",
              now.summary().judge() + " alone",
              "two, and answers without labels",
              "name the judge that is replaced by %s, the new one by -Djudge=".formatted(OPTION)));
    }
    EvaluationResult was = judged(answers);
    Finding sinceBaseline =
        new AnswerRegression(plan, accepted, replaced).sinceAcceptance(was, null);
    return was.summary().complete() ? sinceBaseline.and(difference(was, now)) : sinceBaseline;
  }

  /**
   * What the judge that is replaced says of the same answers, for red lines that the new one lacks.
   *
   * @return empty where no two judges are asked
   */
  Optional<EvaluationResult> byReplaced(GivenAnswers answers, EvaluationResult now) {
    return isBetweenTwo(answers, now) ? Optional.of(judged(answers)) : Optional.empty();
  }

  private boolean isBetweenTwo(GivenAnswers answers, EvaluationResult now) {
    return !answers.labelled() && !replaced.service().judge().id().equals(now.summary().judge());
  }

  private EvaluationResult judged(GivenAnswers answers) {
    if (judged == null) {
      judged =
          replaced.repeated(
              answers.evaluate(cases -> replaced.service().begin("Answers, bridge", cases), clock),
              Optional.empty());
    }
    return judged;
  }

  private Finding difference(EvaluationResult was, EvaluationResult now) {
    Map<String, PairedComparison> scores = new LinkedHashMap<>();
    Measured before = Measured.of(was, null);
    Measured after = Measured.of(now, null);
    for (Metric metric : SCORES) {
      scores.put(
          metric.key(),
          PairedComparison.of(
              before.scores(metric),
              after.scores(metric),
              plan.baseline().alpha(),
              plan.baseline().seed()));
    }
    String from = was.summary().judge().name();
    String to = now.summary().judge().name();
    Kept kept =
        new Kept(
            was.summary().judge().toString(),
            now.summary().judge().toString(),
            now.summary().casesSha256(),
            scores);
    return Finding.of(
        Verdict.pass(
            "judge %s less judge %s on the same answers".formatted(to, from),
            words(scores),
            "on record"),
        Evidence.kept(
            "bridge between two judges",
            "baselines/bridge_%s_to_%s.json".formatted(from, to),
            kept));
  }

  private static String words(Map<String, PairedComparison> scores) {
    StringBuilder words = new StringBuilder();
    scores.forEach(
        (key, score) ->
            words.append(
                String.format(
                    Locale.ROOT,
                    "%s%s %+.4f (%.4f to %.4f)",
                    words.isEmpty() ? "" : ", ",
                    key,
                    score.change().mean(),
                    score.change().low(),
                    score.change().high())));
    return words.toString();
  }

  @Override
  public void close() {
    replaced.close();
  }
}
