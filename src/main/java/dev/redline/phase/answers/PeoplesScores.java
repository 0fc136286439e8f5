package dev.redline.phase.answers;

import dev.redline.plan.value.Threshold;
import dev.redline.rag.evaluation.LabelledSample;
import dev.redline.rag.metric.Metric;
import dev.redline.rag.metric.Scores;
import dev.redline.verdict.PredictionPoweredMean;
import dev.redline.verdict.Verdict;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Red lines held against what people would say, where they have labelled enough answers. */
record PeoplesScores(LabelledSample sample, double alpha) {

  /**
   * Whether people's mean keeps the red line: PASS if the whole interval does, FAIL if none of it
   * does.
   *
   * @return empty with too few labels, where the judge alone has to do
   */
  Optional<Verdict> redLine(
      String name, ToDoubleFunction<Scores> score, Metric metric, Threshold<Double> line) {
    return sample.mean(score, metric, alpha).map(mean -> verdict(name, mean, line));
  }

  private Verdict verdict(String name, PredictionPoweredMean mean, Threshold<Double> line) {
    String subject =
        String.format(
            Locale.ROOT,
            "mean %s that people would give over questions like these (%d of %d answers labelled,"
                + " judge and people correlate %.2f)",
            name,
            mean.labelled(),
            mean.labelled() + mean.unlabelled(),
            mean.correlation());
    String observed =
        String.format(
            Locale.ROOT,
            "%.4f, %.0f %% interval %.4f to %.4f",
            mean.estimate(),
            100 * (1 - alpha),
            mean.low(),
            mean.high());
    String side = line.direction() == Threshold.Direction.AT_LEAST ? "at least" : "at most";
    String required = String.format(Locale.ROOT, "%s %.4f", side, line.limit());
    boolean low = line.allows(mean.low());
    boolean high = line.allows(mean.high());
    if (low && high) {
      return Verdict.pass(subject, observed, required).because(line.because());
    }
    Verdict verdict =
        low || high
            ? Verdict.inconclusive(
                subject, observed, required, "label more answers, in the order of the list")
            : Verdict.fail(
                subject, observed, required, "look at the answers that people score worst");
    return verdict.because(line.because());
  }
}
