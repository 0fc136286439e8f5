package dev.redline.baseline;

import dev.redline.plan.BaselineRules;
import dev.redline.plan.BaselineRules.ScoreRules;
import dev.redline.rag.Metric;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.PairedComparison;
import dev.redline.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether answers are worse than those they are compared with, question by question. A regression
 * is PAUSED, even where the floors hold. What cannot be compared, or too little, is INCONCLUSIVE.
 */
public final class AnswerComparison {

  private final BaselineRules rules;

  public AnswerComparison(BaselineRules rules) {
    this.rules = rules;
  }

  /**
   * Judges precision, recall and F1. Where one fell, the evidence says where that comes from.
   *
   * @param now another evaluation of the same questions, in any order
   */
  public Finding judge(Reference reference, Measured now, BlameFigures figures) {
    Likeness likeness = Likeness.of(reference.evaluation(), now);
    if (!likeness.comparable()) {
      return Finding.of(unlike(reference, likeness));
    }
    if (now.questions().size() < rules.fewestCases()) {
      return Finding.of(tooFew(reference, now));
    }
    Measured paired = now.inOrderOf(reference.evaluation());
    Map<String, PairedComparison> compared = new LinkedHashMap<>();
    List<Verdict> verdicts = new ArrayList<>();
    List<Evidence> evidence = new ArrayList<>();
    for (Metric metric : List.of(Metric.PRECISION, Metric.RECALL, Metric.F1)) {
      PairedComparison comparison = compare(metric, reference.evaluation(), paired);
      compared.put(metric.key(), comparison);
      verdicts.add(verdict(metric, comparison, reference, paired));
      if (comparison.change().mean() < 0) {
        evidence.addAll(Blame.of(metric, reference.evaluation(), paired, figures).evidence());
      }
    }
    evidence.add(Evidence.of("comparison with " + reference.name(), compared));
    evidence.add(Evidence.of("what else differs from " + reference.name(), likeness.notes()));
    return new Finding(verdicts, evidence);
  }

  private PairedComparison compare(Metric metric, Measured before, Measured after) {
    return PairedComparison.of(
        before.scores(metric), after.scores(metric), rules.alpha(), rules.seed());
  }

  private Verdict verdict(
      Metric metric, PairedComparison comparison, Reference reference, Measured now) {
    return new ChangeRule(rules(metric), rules.because())
        .judge(
            metric.key() + " against " + reference.name(),
            comparison,
            now.questions().get(comparison.worst()).queryId(),
            reference.next());
  }

  private ScoreRules rules(Metric metric) {
    return switch (metric) {
      case PRECISION -> rules.precision();
      case RECALL -> rules.recall();
      default -> rules.f1();
    };
  }

  private static Verdict unlike(Reference reference, Likeness likeness) {
    return Verdict.inconclusive(
        "likeness with " + reference.name(),
        String.join("; ", likeness.differences()),
        "the same judge, model, corpus, cases and k",
        "evaluate with what the baseline has, or accept a new one with -Daccept=baseline");
  }

  private Verdict tooFew(Reference reference, Measured now) {
    return Verdict.inconclusive(
            "cases compared with " + reference.name(),
            Integer.toString(now.questions().size()),
            "at least " + rules.fewestCases(),
            "evaluate more cases, or lower cases in gates/baseline.yaml")
        .because(rules.because());
  }
}
