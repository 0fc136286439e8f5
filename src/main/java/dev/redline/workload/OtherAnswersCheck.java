package dev.redline.workload;

import dev.redline.plan.RedLines;
import dev.redline.plan.value.Threshold;
import dev.redline.rag.evaluation.OtherScores;
import dev.redline.rag.metric.Metric;
import dev.redline.verdict.ThresholdCheck;
import dev.redline.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds answers without a reference, and answers to unanswerable questions, against the red lines
 * of their judge.
 */
public final class OtherAnswersCheck {

  private static final String NEXT = "look at them in the evidence of this gate";

  private final Map<String, Threshold<Double>> lines;
  private final String judge;

  public OtherAnswersCheck(RedLines redLines, String judge) {
    this.lines = redLines.of(judge).orElse(Map.of());
    this.judge = judge;
  }

  /** A verdict for each kind that there is; none where there is none. */
  public List<Verdict> judge(OtherScores scores) {
    List<Verdict> verdicts = new ArrayList<>();
    int unjudged = scores.unjudged().size();
    if (unjudged > 0) {
      verdicts.add(
          Verdict.inconclusive(
              "answers without a reference that were judged",
              "%d were not: %s".formatted(unjudged, scores.unjudged().get(0).reason()),
              "all",
              "read the replies that could not be used, and run again"));
    }
    if (scores.withoutReference() > 0) {
      verdicts.add(
          held(
              "faithfulness of %d answers without a reference".formatted(scores.withoutReference()),
              scores.faithfulness(),
              Metric.FAITHFULNESS.key()));
    }
    if (scores.unanswerable() > 0) {
      verdicts.add(
          held(
              "refusals of %d unanswerable questions".formatted(scores.unanswerable()),
              scores.refusal(),
              RedLines.REFUSAL));
    }
    return verdicts;
  }

  private Verdict held(String subject, double score, String key) {
    @Nullable Threshold<Double> line = lines.get(key);
    return line == null
        ? Verdict.inconclusive(
            subject,
            Double.isNaN(score) ? "no figure" : String.format(Locale.ROOT, "%.4f", score),
            "a red line %s of judge %s: there is none in gates/red-lines.yaml"
                .formatted(key, judge),
            "write it there under judges: %s: %s: {at_least: …}".formatted(judge, key))
        : ThresholdCheck.score(subject, score, line, NEXT);
  }
}
