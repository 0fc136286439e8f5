package dev.redline.workload.pairs;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Moments at which the machine held up both servers: a neighbour, the hypervisor, its memory. They
 * say nothing of the change, but fill the tail. A pair lies in such a moment if among the pairs
 * just before and after it at least one old time and at least one new time are more than twice as
 * long as is usual for their kind. The pair's own times do not count, so that an expensive query or
 * a search that became slow is never the reason why its pair is left out; and where one server
 * alone is slow, nothing is left out.
 */
final class Disturbances {

  /** Pairs on either side; bursts that were seen last 3 to 20 pairs of 2 ms. */
  private static final int NEIGHBOURS = 5;

  private static final double SLOW = 2;

  /** Where more would be left out, long times belong to the searches rather than to moments. */
  private static final double MOST = 0.2;

  private Disturbances() {}

  /** The pairs that lie in no such moment; all of them where those are more than a fifth. */
  static List<PairSample> without(List<PairSample> samples) {
    int[] old = slowBefore(samples.stream().mapToDouble(PairSample::old).toArray(), samples);
    int[] changed =
        slowBefore(samples.stream().mapToDouble(PairSample::changed).toArray(), samples);
    List<PairSample> left =
        IntStream.range(0, samples.size())
            .filter(i -> beside(old, i) == 0 || beside(changed, i) == 0)
            .mapToObj(samples::get)
            .toList();
    return left.size() < (1 - MOST) * samples.size() ? samples : left;
  }

  /** At {@code i}: how many of the first {@code i} times are slow for their kind. */
  private static int[] slowBefore(double[] times, List<PairSample> samples) {
    Map<String, Double> usual =
        IntStream.range(0, times.length)
            .boxed()
            .collect(
                Collectors.groupingBy(
                    i -> samples.get(i).kind(),
                    Collectors.collectingAndThen(Collectors.toList(), own -> median(times, own))));
    int[] before = new int[times.length + 1];
    for (int i = 0; i < times.length; i++) {
      boolean slow = times[i] > SLOW * usual.getOrDefault(samples.get(i).kind(), times[i]);
      before[i + 1] = before[i] + (slow ? 1 : 0);
    }
    return before;
  }

  private static double median(double[] times, List<Integer> own) {
    double[] sorted = own.stream().mapToDouble(i -> times[i]).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** How many times beside that of {@code i} are slow. */
  private static int beside(int[] slowBefore, int i) {
    int from = Math.max(0, i - NEIGHBOURS);
    int to = Math.min(slowBefore.length - 1, i + NEIGHBOURS + 1);
    return slowBefore[to] - slowBefore[from] - (slowBefore[i + 1] - slowBefore[i]);
  }
}
