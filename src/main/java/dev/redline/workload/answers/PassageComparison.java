package dev.redline.workload.answers;

import dev.redline.rag.Case;
import dev.redline.rag.RetrievalMetrics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Passages that were found after a change, beside those that the unchanged server had when it was
 * asked twice. Whatever a pipeline varies by itself, three askings of one server vary alike, so
 * that the difference between the third and the mean of the first two is 0 in the mean.
 *
 * @param cases in the order of the askings
 */
public record PassageComparison(List<Case> cases, Asking first, Asking second, Asking after) {

  /** A figure of some cases, before and after. */
  public record Series(List<Double> before, List<Double> after) {}

  /** Places of the cases for which both askings before had other passages, or in another order. */
  public List<Integer> changed() {
    return places(i -> differs(after, first, i) && differs(after, second, i));
  }

  /** Places of the cases for which the unchanged server itself had other passages at once. */
  public List<Integer> unstable() {
    return places(i -> differs(first, second, i));
  }

  /** Of all cases, 1 where an asking has other passages than the one before it. */
  public Series differing() {
    return series(
        all(), i -> differs(first, second, i) ? 1 : 0, i -> differs(second, after, i) ? 1 : 0);
  }

  /** Places of the cases that name passages. */
  public List<Integer> withGold() {
    return places(i -> !cases.get(i).evidence().isEmpty());
  }

  /** Places of the others. */
  public List<Integer> withoutGold() {
    return places(i -> cases.get(i).evidence().isEmpty());
  }

  /** Places of all cases. */
  public List<Integer> all() {
    return places(i -> true);
  }

  /** The largest number of passages that any question got, at least 1. */
  public int k() {
    return IntStream.range(0, cases.size())
        .flatMap(i -> IntStream.of(size(first, i), size(second, i), size(after, i)))
        .reduce(1, Math::max);
  }

  /** A metric of retrieval over cases that name passages. */
  public Series gold(List<Integer> places, ToDoubleFunction<RetrievalMetrics> metric) {
    int k = k();
    return series(
        places,
        i ->
            (metric.applyAsDouble(metrics(first, i, k))
                    + metric.applyAsDouble(metrics(second, i, k)))
                / 2,
        i -> metric.applyAsDouble(metrics(after, i, k)));
  }

  /** The mean metrics of the three askings, of cases that name passages. */
  List<RetrievalMetrics> means() {
    int k = k();
    return Stream.of(first, second, after)
        .map(asking -> withGold().stream().map(place -> metrics(asking, place, k)).toList())
        .map(RetrievalMetrics::mean)
        .toList();
  }

  /** The share of ids that two askings have in common: first and second, and after with both. */
  public Series overlap(List<Integer> places) {
    return series(
        places,
        i -> overlap(first, second, i),
        i -> (overlap(after, first, i) + overlap(after, second, i)) / 2);
  }

  private RetrievalMetrics metrics(Asking asking, int place, int k) {
    return RetrievalMetrics.of(
        asking.passages().get(place), Set.copyOf(cases.get(place).evidence()), k);
  }

  private static double overlap(Asking one, Asking other, int place) {
    Set<String> common = new HashSet<>(one.passages().get(place));
    Set<String> all = new HashSet<>(common);
    Set<String> others = new HashSet<>(other.passages().get(place));
    all.addAll(others);
    common.retainAll(others);
    return all.isEmpty() ? 1 : (double) common.size() / all.size();
  }

  private static boolean differs(Asking one, Asking other, int place) {
    return !one.passages().get(place).equals(other.passages().get(place));
  }

  private static int size(Asking asking, int place) {
    return asking.passages().get(place).size();
  }

  private List<Integer> places(IntPredicate wanted) {
    return IntStream.range(0, cases.size()).filter(wanted).boxed().toList();
  }

  private static Series series(
      List<Integer> places, ToDoubleFunction<Integer> before, ToDoubleFunction<Integer> after) {
    List<Double> was = new ArrayList<>();
    List<Double> is = new ArrayList<>();
    for (int place : places) {
      was.add(before.applyAsDouble(place));
      is.add(after.applyAsDouble(place));
    }
    return new Series(was, is);
  }
}
