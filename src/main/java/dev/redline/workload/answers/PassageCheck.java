package dev.redline.workload.answers;

import dev.redline.plan.BaselineConfig;
import dev.redline.plan.value.Threshold;
import dev.redline.plan.workload.AnswersPlan.Asked;
import dev.redline.rag.RetrievalMetrics;
import dev.redline.verdict.PairedComparison;
import dev.redline.verdict.Verdict;
import dev.redline.workload.answers.PassageComparison.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Holds passages that were found after a change against those before it. No judge is asked.
 *
 * @param baseline says how many cases it takes, and how sure an interval is
 */
public record PassageCheck(Asked asked, BaselineConfig baseline) {

  private static final double ROUNDING = 1e-9;

  private static final Map<String, ToDoubleFunction<RetrievalMetrics>> METRICS =
      new TreeMap<>(
          Map.of(
              "hit", RetrievalMetrics::hit,
              "MRR", RetrievalMetrics::reciprocalRank,
              "nDCG", RetrievalMetrics::ndcg));

  /**
   * Hit, MRR and nDCG where enough cases name passages, the overlap of ids of the others. Fails if
   * a whole interval lies below what the plan allows.
   */
  public List<Verdict> verdicts(PassageComparison compared) {
    List<Integer> gold = compared.withGold();
    List<Verdict> verdicts = new ArrayList<>();
    if (enough(gold)) {
      METRICS.forEach(
          (name, metric) ->
              verdicts.add(
                  verdict(
                      "%s@%d of %d cases that name passages"
                          .formatted(name, compared.k(), gold.size()),
                      compared.gold(gold, metric),
                      asked.gold())));
    }
    List<Integer> others = enough(gold) ? compared.withoutGold() : compared.all();
    String subject = "share of ids found again, of %d cases".formatted(others.size());
    if (enough(others)) {
      verdicts.add(verdict(subject, compared.overlap(others), asked.overlap()));
    } else if (!enough(gold)) {
      verdicts.add(tooFew(subject, others.size()));
    }
    return verdicts;
  }

  /**
   * Whether more cases have other passages than the pipeline varies by itself. Where it was not
   * seen to vary, every change counts.
   */
  public boolean beyondItsOwn(PassageComparison compared) {
    if (compared.changed().isEmpty() || compared.unstable().isEmpty()) {
      return !compared.changed().isEmpty();
    }
    return comparison(compared.differing()).change().low() > 0;
  }

  private boolean enough(List<Integer> cases) {
    return cases.size() >= baseline.fewestCases();
  }

  private PairedComparison comparison(Series series) {
    return PairedComparison.of(series.before(), series.after(), baseline.alpha(), baseline.seed());
  }

  private Verdict verdict(String subject, Series series, Threshold<Double> limit) {
    PairedComparison compared = comparison(series);
    String observed =
        String.format(
            Locale.ROOT,
            "%.4f, before the change %.4f: change %+.4f (%.0f %% interval %+.4f to %+.4f)",
            compared.before() + compared.change().mean(),
            compared.before(),
            compared.change().mean(),
            100 * (1 - compared.alpha()),
            compared.change().low(),
            compared.change().high());
    String required = String.format(Locale.ROOT, "change at least %+.4f", limit.limit());
    return (compared.change().high() + ROUNDING >= limit.limit()
            ? Verdict.pass(subject, observed, required)
            : Verdict.fail(
                subject,
                observed,
                required,
                "look at the plan and the filters of the search: passages that the unchanged server"
                    + " found are missing"))
        .because(limit.because());
  }

  private Verdict tooFew(String subject, int cases) {
    return Verdict.inconclusive(
            subject,
            Integer.toString(cases),
            "at least " + baseline.fewestCases(),
            "add cases, or lower cases in gates/baseline.yaml")
        .because(baseline.because());
  }
}
