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
 * @param indexes names of proposed indexes
 */
public record Acceptance(boolean baseline, Set<String> indexes) {

  private static final String BASELINE = "baseline";
  private static final String INDEX = "index:";

  /**
   * Reads {@code baseline} and {@code index:<name>}, with commas between.
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
        words.stream()
            .filter(word -> word.startsWith(INDEX))
            .map(word -> word.substring(INDEX.length()))
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static void requireKnown(String word) {
    if (!word.equals(BASELINE) && !word.matches(INDEX + ".+")) {
      throw new IllegalArgumentException(
          "-Daccept=%s is not known: a baseline is accepted by -Daccept=baseline, a proposed index by"
                  .formatted(word)
              + " -Daccept=index:<its name>.");
    }
  }
}
