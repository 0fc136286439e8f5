package dev.redline.workload;

import dev.redline.plan.ModelConfig;
import dev.redline.plan.Plan;
import dev.redline.plan.RedLines;
import dev.redline.plan.value.Threshold;
import dev.redline.rag.ReplyCounts;
import dev.redline.rag.Unjudged;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.metric.Metric;
import dev.redline.rag.metric.MetricGroup;
import dev.redline.verdict.ThresholdCheck;
import dev.redline.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds an evaluation against the red lines. */
public final class AnswerCheck {

  private static final int SHOWN = 3;

  private final RedLines redLines;
  private final ModelConfig model;
  private final double alpha;

  public AnswerCheck(Plan plan) {
    this(plan.redLines(), plan.judge().model(), plan.baseline().alpha());
  }

  private AnswerCheck(RedLines redLines, ModelConfig model, double alpha) {
    this.redLines = redLines;
    this.model = model;
    this.alpha = alpha;
  }

  /** The same by other red lines. */
  public AnswerCheck by(RedLines others) {
    return new AnswerCheck(others, model, alpha);
  }

  /** Every case is judged, by a judge that keeps the form, within the time of the plan. */
  public List<Verdict> evaluation(EvaluationResult evaluation) {
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(complete(evaluation));
    if (evaluation.summary().replies().all() > 0) {
      verdicts.add(replies(evaluation.summary().replies()));
    }
    verdicts.add(inTime(evaluation));
    return verdicts;
  }

  /** A model that must often be told the form leaves much to how it was told. */
  private Verdict replies(ReplyCounts replies) {
    Verdict share =
        ThresholdCheck.score(
            "replies of the judge asked for again",
            replies.askedAgainShare(),
            model.askedAgain(),
            "read the faults in the summary of the evaluation: %s; have the model reply by a"
                    .formatted(replies.faults())
                + " schema, or take another model");
    return share.passed()
        ? Verdict.pass(share.subject(), replies.line(), share.required())
        : Verdict.inconclusive(share.subject(), replies.line(), share.required(), share.next())
            .because(share.because());
  }

  /** A part of the cases says nothing about all of them. */
  public Verdict complete(EvaluationResult evaluation) {
    String subject = "cases judged";
    int cases = evaluation.summary().cases();
    List<Unjudged> unjudged = evaluation.summary().unjudged();
    String observed = "%d of %d".formatted(cases - unjudged.size(), cases);
    return evaluation.summary().complete()
        ? Verdict.pass(subject, observed, "all")
        : Verdict.inconclusive(
            subject,
            observed,
            "all",
            "read the replies that could not be used, and run again" + named(unjudged));
  }

  private static String named(List<Unjudged> unjudged) {
    return unjudged.stream()
            .limit(SHOWN)
            .map(missing -> "%s (%s)".formatted(missing.queryId(), missing.reason()))
            .collect(Collectors.joining("; ", "; not judged: ", ""))
        + (unjudged.size() > SHOWN ? "; and %d more".formatted(unjudged.size() - SHOWN) : "");
  }

  private Verdict inTime(EvaluationResult evaluation) {
    return ThresholdCheck.time(
        "time of the whole evaluation",
        evaluation.summary().elapsed(),
        redLines.wholeEvaluation(),
        "look at the latency of the judge; take fewer cases");
  }

  /** How much of the evaluation was not paid for again, because retrieval did not change. */
  public static Verdict reused(EvaluationResult evaluation) {
    int cases = evaluation.summary().cases();
    return Verdict.pass(
        "answers and labels reused, because the same passages were found",
        "%d of %d".formatted(evaluation.summary().reused(), cases),
        "on record");
  }

  /**
   * A metric of answers held against the red line that its judge has. A score of an evaluation that
   * is not complete is no figure.
   */
  public Verdict redLine(Metric metric, EvaluationResult evaluation) {
    String judge = evaluation.summary().judge().name();
    return redLines
        .of(judge)
        .map(lines -> redLine(metric, evaluation, lines.get(metric.key())))
        .orElseGet(
            () ->
                Verdict.inconclusive(
                    name(metric) + " by judge " + judge,
                    figure(metric, evaluation),
                    "a red line of judge " + judge + ": there is none in gates/red-lines.yaml",
                    "have it made by %s, from answers that people have labelled or from repeated"
                            .formatted(AcceptedFloors.COMMAND)
                        + " runs on an unchanged server; those of other judges are not applied"));
  }

  /** The same in a stage, where the comparison with the unchanged server needs no red line. */
  public Verdict redLineOfStage(Metric metric, EvaluationResult evaluation) {
    String judge = evaluation.summary().judge().name();
    return redLines.of(judge).isPresent()
        ? redLine(metric, evaluation)
        : Verdict.pass(
            name(metric) + " by judge " + judge,
            figure(metric, evaluation) + ", not judged: judge " + judge + " has no red line",
            "compared with the unchanged server, which needs none");
  }

  /** The metrics that have no gate of their own, as far as the plan gives them a red line. */
  public List<Verdict> otherRedLines(EvaluationResult evaluation) {
    String judge = evaluation.summary().judge().name();
    Map<String, Threshold<Double>> lines = redLines.of(judge).orElse(Map.of());
    List<Verdict> verdicts = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      if (metric.group() != MetricGroup.OVERALL && lines.containsKey(metric.key())) {
        verdicts.add(redLine(metric, evaluation, lines.get(metric.key())));
      }
    }
    return verdicts.isEmpty()
        ? List.of(Verdict.pass("other metrics", "no red line of judge " + judge, "those named"))
        : verdicts;
  }

  private Verdict redLine(
      Metric metric, EvaluationResult evaluation, @Nullable Threshold<Double> line) {
    if (line == null) {
      return Verdict.pass(
          name(metric), figure(metric, evaluation), "on record: no red line is named");
    }
    String next = "look at the questions that score worst";
    return evaluation
        .repeatedMean(metric, alpha)
        .map(mean -> ThresholdCheck.interval(name(metric), mean, alpha, line, next))
        .orElseGet(
            () ->
                ThresholdCheck.score(
                    name(metric), evaluation.mean(metric).orElse(Double.NaN), line, next));
  }

  private static String figure(Metric metric, EvaluationResult evaluation) {
    return evaluation
        .mean(metric)
        .map(mean -> String.format(Locale.ROOT, "%.4f", mean))
        .orElse("no figure");
  }

  /** As people write it. */
  public static String name(Metric metric) {
    return metric == Metric.F1 ? "F1" : metric.key().replace('_', ' ');
  }
}
