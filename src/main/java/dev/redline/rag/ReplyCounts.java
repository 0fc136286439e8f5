package dev.redline.rag;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many replies of a model could be read as they came. Those from a cache count as they did when
 * they came.
 *
 * @param read that hold what was asked for, at once or when asked again
 * @param askedAgain of {@code read} and {@code unusable}, those asked for once more, with the fault
 *     of the first reply named
 * @param unusable that could not be read the second time either; their cases are not judged
 * @param faults of first replies, how often each occurred; in alphabetical order
 */
public record ReplyCounts(long read, long askedAgain, long unusable, Map<String, Long> faults) {

  /** Of a judge that is no model. */
  public static final ReplyCounts NONE = new ReplyCounts(0, 0, 0, Map.of());

  public ReplyCounts {
    faults = Collections.unmodifiableMap(new TreeMap<>(faults));
  }

  /** Replies that were asked for, whatever came of them. */
  public long all() {
    return read + unusable;
  }

  /** The share that was asked for again, 0 to 1; 0 without replies. */
  public double askedAgainShare() {
    return all() == 0 ? 0 : (double) askedAgain / all();
  }

  /** What came since {@code earlier}. */
  public ReplyCounts since(ReplyCounts earlier) {
    Map<String, Long> more = new TreeMap<>();
    faults.forEach((fault, count) -> more.put(fault, count - earlier.count(fault)));
    more.values().removeIf(count -> count == 0);
    return new ReplyCounts(
        read - earlier.read, askedAgain - earlier.askedAgain, unusable - earlier.unusable, more);
  }

  /** As in {@code 3 of 120 replies asked for again}. */
  public String line() {
    String line = "%d of %d replies asked for again".formatted(askedAgain, all());
    return unusable == 0 ? line : line + ", %d of them in vain".formatted(unusable);
  }

  private long count(String fault) {
    return faults.getOrDefault(fault, 0L);
  }
}
