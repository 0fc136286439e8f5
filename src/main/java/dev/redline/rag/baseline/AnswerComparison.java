package dev.redline.rag.baseline;

import dev.redline.plan.BaselineConfig;
import dev.redline.plan.BaselineConfig.ScoreLimits;
import dev.redline.rag.metric.Metric;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.PairedComparison;
import dev.redline.verdict.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether answers are worse than those they are compared with, question by question. A regression
 * is PAUSED, even where the floors hold. What cannot be compared, or too little, is INCONCLUSIVE.
 */
public final class AnswerComparison {

  private static final List<Metric> SCORES = List.of(Metric.PRECISION, Metric.RECALL, Metric.F1);

  private final BaselineConfig config;

  public AnswerComparison(BaselineConfig config) {
    this.config = config;
  }

  /**
   * Judges precision, recall and F1. Where one fell, the evidence says where that comes from.
   *
   * @param now another evaluation of the same questions, in any order
   * @param again asked once, about the questions that fell, if a score fell
   */
  public Finding judge(Reference reference, Measured now, BlameFigures figures, Rejudging again) {
    Comparability comparability = Comparability.of(reference.evaluation(), now);
    if (!comparability.comparable()) {
      return Finding.of(unlike(reference, comparability));
    }
    if (now.questions().size() < config.fewestCases()) {
      return Finding.of(tooFew(reference, now));
    }
    Measured paired = now.inOrderOf(reference.evaluation());
    Map<Metric, PairedComparison> compared = new EnumMap<>(Metric.class);
    for (Metric metric : SCORES) {
      compared.put(metric, compare(metric, reference.evaluation(), paired));
    }
    return judged(reference, paired, compared, comparability)
        .with(ScoreMoves.of(reference.name(), SCORES, reference.evaluation(), paired).picture())
        .with(blame(reference, paired, compared, figures, again));
  }

  /**
   * Judges one score of some questions, of which only the change is known.
   *
   * @param reference what they are compared with, in a sentence
   * @param ids of the questions, at least two
   * @param before in the order of {@code ids}
   * @param after likewise
   * @param next what a person does if answers are worse
   */
  public Verdict judge(
      Metric metric,
      String reference,
      List<String> ids,
      List<Double> before,
      List<Double> after,
      String next) {
    PairedComparison compared = PairedComparison.of(before, after, config.alpha(), config.seed());
    return new ScoreChangeCheck(config(metric), config.because())
        .judge(metric.key() + " against " + reference, compared, ids.get(compared.worst()), next);
  }

  private Finding judged(
      Reference reference,
      Measured now,
      Map<Metric, PairedComparison> compared,
      Comparability comparability) {
    List<Verdict> verdicts = new ArrayList<>();
    Map<String, PairedComparison> byKey = new LinkedHashMap<>();
    compared.forEach(
        (metric, comparison) -> {
          verdicts.add(verdict(metric, comparison, reference, now));
          byKey.put(metric.key(), comparison);
        });
    return Finding.of(
        verdicts,
        Evidence.of("comparison with " + reference.name(), byKey),
        Evidence.of("what else differs from " + reference.name(), comparability.notes()));
  }

  /** Nothing is asked, and nothing blamed, where no score fell. */
  private static List<Evidence> blame(
      Reference reference,
      Measured now,
      Map<Metric, PairedComparison> compared,
      BlameFigures figures,
      Rejudging again) {
    List<Metric> fallen =
        compared.entrySet().stream()
            .filter(entry -> entry.getValue().change().mean() < 0)
            .map(Map.Entry::getKey)
            .toList();
    if (fallen.isEmpty()) {
      return List.of();
    }
    Measured before = reference.evaluation();
    BlameFigures complete = figures.judged(again.of(questionsFallen(fallen, before, now)));
    return fallen.stream()
        .flatMap(metric -> Blame.of(metric, before, now, complete).evidence().stream())
        .toList();
  }

  private static Set<String> questionsFallen(List<Metric> fallen, Measured before, Measured now) {
    Set<String> ids = new TreeSet<>();
    for (int i = 0; i < now.questions().size(); i++) {
      QuestionScore was = before.questions().get(i);
      QuestionScore is = now.questions().get(i);
      if (fallen.stream().anyMatch(metric -> is.get(metric) < was.get(metric))) {
        ids.add(is.queryId());
      }
    }
    return ids;
  }

  private PairedComparison compare(Metric metric, Measured before, Measured after) {
    return PairedComparison.of(
        before.scores(metric), after.scores(metric), config.alpha(), config.seed());
  }

  private Verdict verdict(
      Metric metric, PairedComparison comparison, Reference reference, Measured now) {
    return new ScoreChangeCheck(config(metric), config.because())
        .judge(
            metric.key() + " against " + reference.name(),
            comparison,
            now.questions().get(comparison.worst()).queryId(),
            reference.next());
  }

  private ScoreLimits config(Metric metric) {
    return switch (metric) {
      case PRECISION, FAITHFULNESS -> config.precision();
      case RECALL -> config.recall();
      default -> config.f1();
    };
  }

  private static Verdict unlike(Reference reference, Comparability comparability) {
    return Verdict.inconclusive(
        "comparability with " + reference.name(),
        String.join("; ", comparability.differences()),
        "the same judge, model, corpus, cases and k, and the same answerer",
        reference.unlike());
  }

  private Verdict tooFew(Reference reference, Measured now) {
    return Verdict.inconclusive(
            "cases compared with " + reference.name(),
            Integer.toString(now.questions().size()),
            "at least " + config.fewestCases(),
            "evaluate more cases, or lower cases in gates/baseline.yaml")
        .because(config.because());
  }
}
