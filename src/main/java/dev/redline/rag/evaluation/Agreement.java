package dev.redline.rag.evaluation;

import dev.redline.rag.Claim;
import dev.redline.rag.Judge;
import dev.redline.rag.metric.Label;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How far a judge agrees with labels given by people.
 *
 * @param confusion how often each label was expected (outer key) and given (inner key); every pair
 *     of labels is there
 */
public record Agreement(Map<Label, Map<Label, Integer>> confusion) {

  /** Asks the judge about every pair. */
  public static Agreement of(List<LabelledPair> pairs, Judge judge) {
    Map<Label, Map<Label, Integer>> confusion = new EnumMap<>(Label.class);
    for (Label expected : Label.values()) {
      Map<Label, Integer> row = new EnumMap<>(Label.class);
      List.of(Label.values()).forEach(given -> row.put(given, 0));
      confusion.put(expected, row);
    }
    for (LabelledPair pair : pairs) {
      confusion
          .computeIfAbsent(pair.label(), label -> new EnumMap<>(Label.class))
          .merge(label(pair, judge), 1, Integer::sum);
    }
    return new Agreement(confusion);
  }

  private static Label label(LabelledPair pair, Judge judge) {
    return judge.check("", List.of(Claim.of(pair.claim())), pair.passage()).get(0);
  }

  /** How often {@code given} was answered where {@code expected} is right. */
  public int count(Label expected, Label given) {
    return confusion.getOrDefault(expected, Map.of()).getOrDefault(given, 0);
  }

  /** Number of pairs. */
  public int pairs() {
    return List.of(Label.values()).stream().mapToInt(this::expected).sum();
  }

  /** Share of pairs with the same label, 0 to 1; NaN without pairs. */
  public double observed() {
    int same = List.of(Label.values()).stream().mapToInt(label -> count(label, label)).sum();
    return (double) same / pairs();
  }

  /**
   * Agreement beyond chance over three labels (Cohen 1960): 1 is perfect, 0 no better than chance.
   * NaN without pairs, or if chance alone explains everything.
   */
  public double kappa() {
    double chance = 0;
    for (Label label : Label.values()) {
      chance += (double) expected(label) / pairs() * given(label) / pairs();
    }
    return (observed() - chance) / (1 - chance);
  }

  private int expected(Label label) {
    return List.of(Label.values()).stream().mapToInt(given -> count(label, given)).sum();
  }

  private int given(Label label) {
    return List.of(Label.values()).stream().mapToInt(expected -> count(expected, label)).sum();
  }
}
