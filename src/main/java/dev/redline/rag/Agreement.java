package dev.redline.rag;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How far a judge agrees with labels given by people.
 *
 * @param confusion how often each label was expected (row) and given (column), in the order of
 *     {@link Label}
 */
public record Agreement(List<List<Integer>> confusion) {

  /** Compares labels pair by pair. */
  static Agreement of(List<LabelledPair> pairs, Function<LabelledPair, Label> given) {
    int[][] counts = new int[Label.values().length][Label.values().length];
    for (LabelledPair pair : pairs) {
      counts[pair.label().ordinal()][given.apply(pair).ordinal()]++;
    }
    List<List<Integer>> rows = new ArrayList<>();
    for (int[] row : counts) {
      rows.add(List.of(row[0], row[1], row[2]));
    }
    return new Agreement(List.copyOf(rows));
  }

  /** Asks the judge about every pair. */
  public static Agreement of(List<LabelledPair> pairs, Judge judge) {
    return of(pairs, pair -> label(pair, judge));
  }

  /** The same for each kind of pair by itself, in alphabetical order. */
  public static Map<String, Agreement> byKind(List<LabelledPair> pairs, Judge judge) {
    Map<String, List<LabelledPair>> kinds = new TreeMap<>();
    pairs.forEach(p -> kinds.computeIfAbsent(p.kind(), kind -> new ArrayList<>()).add(p));
    Map<String, Agreement> agreements = new TreeMap<>();
    kinds.forEach((kind, same) -> agreements.put(kind, of(same, judge)));
    return agreements;
  }

  private static Label label(LabelledPair pair, Judge judge) {
    Claim claim = Claim.of(pair.claim());
    return judge.check("", List.of(claim), pair.passage()).get(0);
  }

  /** How often {@code given} was answered where {@code expected} is right. */
  public int count(Label expected, Label given) {
    return confusion.get(expected.ordinal()).get(given.ordinal());
  }

  /** Number of pairs. */
  public int pairs() {
    return confusion.stream().flatMap(List::stream).mapToInt(Integer::intValue).sum();
  }

  /** Share of pairs with the same label, 0 to 1; NaN without pairs. */
  public double observed() {
    int same = 0;
    for (Label label : Label.values()) {
      same += count(label, label);
    }
    return (double) same / pairs();
  }

  /**
   * Agreement beyond chance over three labels (Cohen 1960): 1 is perfect, 0 no better than chance.
   * NaN without pairs, or if chance alone explains everything.
   */
  public double kappa() {
    double chance = 0;
    for (Label label : Label.values()) {
      int expected = 0;
      int given = 0;
      for (Label other : Label.values()) {
        expected += count(label, other);
        given += count(other, label);
      }
      chance += (double) expected / pairs() * given / pairs();
    }
    return (observed() - chance) / (1 - chance);
  }
}
