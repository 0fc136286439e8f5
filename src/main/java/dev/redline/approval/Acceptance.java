package dev.redline.approval;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What {@code -Daccept} says is to stay.
 *
 * @param baseline whether this run's evaluation becomes the baseline
 * @param floors whether this run's figures become the red lines of their judge
 * @param workload whether the proposed gates/workload.yaml is to be written
 * @param indexes names of proposed indexes
 */
public record Acceptance(boolean baseline, boolean floors, boolean workload, Set<String> indexes) {

  private static final String BASELINE = "baseline";
  private static final String FLOORS = "floors";
  private static final String WORKLOAD = "workload";
  private static final String INDEX = "index:";

  /**
   * Reads {@code baseline}, {@code floors}, {@code workload} and {@code index:<name>}, with commas
   * between.
   *
   * @param properties as given with -D
   * @throws IllegalArgumentException for anything else
   */
  public static Acceptance from(Map<String, String> properties) {
    List<String> words =
        Arrays.stream(properties.getOrDefault("accept", "").split(","))
            .map(String::strip)
            .filter(word -> !word.isEmpty())
            .toList();
    words.forEach(Acceptance::requireKnown);
    return new Acceptance(
        words.contains(BASELINE),
        words.contains(FLOORS),
        words.contains(WORKLOAD),
        words.stream()
            .filter(word -> word.startsWith(INDEX))
            .map(word -> word.substring(INDEX.length()))
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static void requireKnown(String word) {
    if (!List.of(BASELINE, FLOORS, WORKLOAD).contains(word) && !word.matches(INDEX + ".+")) {
      throw new IllegalArgumentException(
          "-Daccept=%s is not known: a baseline is accepted by -Daccept=baseline, a proposed index by"
                  .formatted(word)
              + " -Daccept=index:<its name>, a proposed workload by -Daccept=workload, red lines of"
              + " a judge by -Daccept=floors.");
    }
  }
}
