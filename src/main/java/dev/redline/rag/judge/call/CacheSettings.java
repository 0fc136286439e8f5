package dev.redline.rag.judge.call;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Where replies are kept and for how long.
 *
 * @param maxBytes of all of them
 */
public record CacheSettings(Path folder, Duration timeToLive, long maxBytes) {

  private static final Pattern ANYTHING = Pattern.compile("[^\\x00]*\\S[^\\x00]*");
  private static final String FOLDER = "RAGCHECKER_CACHE_DIR";
  private static final Path OF_THE_LOAD = Path.of(".ragcache_ltst");

  public static CacheSettings of(Environment environment) {
    Path folder =
        Path.of(
            environment.text(FOLDER, ANYTHING, "the path of a folder").orElse(".ragcache_eval"));
    for (Path part : folder.normalize()) {
      if (part.equals(OF_THE_LOAD)) {
        throw new SettingException(
            FOLDER, folder.toString(), "outside of " + part + ", which belongs to the load test");
      }
    }
    Duration hour = Duration.ofHours(1);
    double hours =
        environment
            .decimal("RAGCHECKER_CACHE_TTL_H", "0.001", "87600")
            .map(Number::doubleValue)
            .orElse(24.0);
    long megabytes = environment.whole("RAGCHECKER_CACHE_MAX_MB", 1, 1_000_000).orElse(256);
    return new CacheSettings(
        folder, Duration.ofMillis(Math.round(hours * hour.toMillis())), megabytes << 20);
  }
}
