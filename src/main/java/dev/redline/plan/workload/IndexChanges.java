package dev.redline.plan.workload;

import dev.redline.plan.value.MemorySize;
import dev.redline.plan.value.Threshold;
import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.GatesFiles;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.PlanException;
import dev.redline.plan.yaml.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What gates/indexes.yaml says: indexes that might be better, and what they must keep.
 *
 * @param changes in the order of the file, possibly none
 */
public record IndexChanges(List<IndexChange> changes, Build build, Limits limits) {

  /**
   * How an index is built.
   *
   * @param memory maintenance_work_mem of the session that builds
   * @param workers parallel ones, 0 to 64
   * @param longest of the build
   * @param lockPatience for a lock that the swap takes
   */
  public record Build(MemorySize memory, int workers, Duration longest, Duration lockPatience) {}

  /**
   * What the new index must keep, against the old one.
   *
   * @param recallLoss by which the mean recall may fall
   * @param worstRecall of any single query
   * @param size in bytes, divided
   * @param writeCost time of an INSERT, divided
   * @param writtenRows of that INSERT, 10 to 100,000
   */
  public record Limits(
      Threshold<Double> recallLoss,
      Threshold<Double> worstRecall,
      Threshold<Double> size,
      Threshold<Double> writeCost,
      int writtenRows) {}

  /**
   * Reads the file.
   *
   * @throws PlanException at the first thing that is wrong
   */
  public static IndexChanges load(Path gatesDirectory) {
    return GatesFiles.read(gatesDirectory, IndexChanges::read);
  }

  /** The same of files that are read together with others. */
  public static IndexChanges read(GatesFiles files) {
    Section section = files.root("indexes.yaml").section("changes", "build", "limits");
    return new IndexChanges(
        IndexesFile.changes(section.required("changes")),
        build(section.required("build")),
        limits(section.required("limits")));
  }

  private static Build build(Node node) {
    Section section = node.section("memory", "workers", "longest", "lock_patience");
    return new Build(
        MemorySize.read(section.scalar("memory"), "1MB", "1TB"),
        section.scalar("workers").asInteger(0, 64),
        TimeSpan.read(section.scalar("longest"), "1s", "48h"),
        TimeSpan.read(section.scalar("lock_patience"), "1ms", "1min"));
  }

  private static Limits limits(Node node) {
    Section section =
        node.section("recall_loss", "worst_recall", "size", "write_cost", "written_rows");
    return new Limits(
        Threshold.shareAtMost(section.required("recall_loss")),
        Threshold.shareAtLeast(section.required("worst_recall")),
        ratio(section.required("size")),
        ratio(section.required("write_cost")),
        section.scalar("written_rows").asInteger(10, 100_000));
  }

  private static Threshold<Double> ratio(Node node) {
    return Threshold.read(node, Threshold.Direction.AT_MOST, scalar -> scalar.asDecimal(0.01, 100));
  }

  /**
   * The change that a person means.
   *
   * @param named what {@code -Dindex} names; empty: the only one there is
   * @return empty if that is none, or not just one
   */
  public Optional<IndexChange> chosen(Optional<String> named) {
    List<IndexChange> meant =
        changes.stream().filter(change -> named.map(change.name()::equals).orElse(true)).toList();
    return meant.size() == 1 ? Optional.of(meant.get(0)) : Optional.empty();
  }

  /** The names of all, for a person who has to choose. */
  public List<String> names() {
    return changes.stream().map(IndexChange::name).toList();
  }
}
