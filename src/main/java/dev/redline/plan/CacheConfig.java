package dev.redline.plan;

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

  private static final Pattern FOLDER = Pattern.compile("[.]?[A-Za-z0-9_-][A-Za-z0-9._-]*");

  static CacheConfig read(Node node) {
    Section section = node.section("evaluation", "ltst", "time_to_live", "max_size");
    return new CacheConfig(
        folder(section.scalar("evaluation")),
        folder(section.scalar("ltst")),
        section.scalar("time_to_live").as(TimeSpan::parse),
        section.scalar("max_size").as(MemorySize::parse));
  }

  private static String folder(ScalarNode scalar) {
    if (!FOLDER.matcher(scalar.asText()).matches()) {
      throw scalar.wrongType("the name of one folder (letters, digits, _, -, dots)");
    }
    return scalar.asText();
  }
}
