package dev.redline.workload;

import dev.redline.plan.ModelConfig;
import dev.redline.plan.Plan;
import dev.redline.plan.RedLines;
import dev.redline.plan.value.Threshold;
import dev.redline.rag.ReplyCounts;
import dev.redline.rag.Unjudged;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.metric.Scores;
import dev.redline.verdict.ThresholdCheck;
import dev.redline.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds an evaluation against the red lines. */
public final class AnswerCheck {

  private static final int SHOWN = 3;

  private final RedLines redLines;
  private final ModelConfig model;

  public AnswerCheck(Plan plan) {
    this.redLines = plan.redLines();
    this.model = plan.judge().model();
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

  /** A score of an evaluation that is not complete is no figure. */
  public Verdict redLine(
      String name,
      EvaluationResult evaluation,
      Function<Scores, Double> score,
      Function<RedLines, Threshold<Double>> line) {
    return ThresholdCheck.score(
        name,
        evaluation.summary().scores().map(score).orElse(Double.NaN),
        line.apply(redLines),
        "look at the questions that score worst");
  }
}
