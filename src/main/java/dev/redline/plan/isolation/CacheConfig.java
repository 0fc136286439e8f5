package dev.redline.plan.isolation;

import dev.redline.plan.value.MemorySize;
import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Folders for what was computed once, one a workload.
 *
 * @param evaluation the name of a folder
 * @param ltst the name of another folder
 * @param timeToLive after which an entry counts no more
 * @param maxSize of each folder
 */
public record CacheConfig(String evaluation, String ltst, Duration timeToLive, MemorySize maxSize) {

  private static final Pattern FOLDER = Pattern.compile("[.]ragcache[A-Za-z0-9_-]*");

  static CacheConfig read(Node node) {
    Section section = node.section("evaluation", "ltst", "time_to_live", "max_size");
    return new CacheConfig(
        folder(section.scalar("evaluation")),
        folder(section.scalar("ltst")),
        TimeSpan.read(section.scalar("time_to_live"), "1s", "366d"),
        MemorySize.read(section.scalar("max_size"), "1MB", "1TB"));
  }

  private static String folder(ScalarNode scalar) {
    if (!FOLDER.matcher(scalar.asText()).matches()) {
      throw scalar.wrongType(
          "the name of one folder that begins with .ragcache (then letters, digits, _, -)");
    }
    return scalar.asText();
  }
}
