package dev.redline.plan;

import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.GatesFiles;
import dev.redline.plan.yaml.Section;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a server is watched after a change.
 *
 * @param length of the whole watch
 * @param every from the beginning of one look to that of the next
 * @param searches of a look, for each search at each of its k
 * @param shareOfCore that searches may take, 0.001 to 0.5
 */
public record WatchConfig(Duration length, Duration every, int searches, double shareOfCore) {

  /**
   * Reads gates/watch.yaml.
   *
   * @throws dev.redline.plan.yaml.PlanException at the first thing that is wrong
   */
  public static WatchConfig load(Path gatesDirectory) {
    return GatesFiles.read(gatesDirectory, WatchConfig::read);
  }

  /** The same of files that are read together with others. */
  static WatchConfig read(GatesFiles files) {
    Section section =
        files.root("watch.yaml").section("watch", "every", "searches", "share_of_a_core");
    return new WatchConfig(
        TimeSpan.read(section.scalar("watch"), "1s", "55min"),
        TimeSpan.read(section.scalar("every"), "1s", "10min"),
        section.scalar("searches").asInteger(1, 1_000),
        section.scalar("share_of_a_core").asDecimal(0.001, 0.5));
  }

  /**
   * How long to wait after a look.
   *
   * @param took the look
   * @param searching how much of that went into searches
   */
  public Duration pause(Duration took, Duration searching) {
    Duration whole = Duration.ofNanos((long) (searching.toNanos() / shareOfCore));
    Duration next = whole.compareTo(every) > 0 ? whole : every;
    return next.compareTo(took) > 0 ? next.minus(took) : Duration.ZERO;
  }
}
