package dev.redline.plan;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.GatesFiles;
import dev.redline.plan.yaml.Section;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What makes a vector index worth having.
 *
 * @param recall of searches through it, a share from 0 to 1
 * @param k rows that each search asks for, 1 to 1000
 * @param queries rows of the table that are searched for, 5 to 1000
 * @param rowsAtMost larger tables are not searched, 1000 to a billion
 * @param indexesAtMost more indexes are not searched, 1 to 100000
 * @param unusedFor how long statistics must have counted
 */
public record ProposeConfig(
    Threshold<Double> recall,
    int k,
    int queries,
    int rowsAtMost,
    int indexesAtMost,
    Duration unusedFor) {

  /**
   * Reads gates/propose.yaml.
   *
   * @throws dev.redline.plan.yaml.PlanException at the first thing that is wrong
   */
  public static ProposeConfig load(Path gatesDirectory) {
    return GatesFiles.read(gatesDirectory, ProposeConfig::read);
  }

  /** The same of files that are read together with others. */
  static ProposeConfig read(GatesFiles files) {
    Section section =
        files
            .root("propose.yaml")
            .section("indexes")
            .required("indexes")
            .section("recall", "k", "queries", "rows_at_most", "indexes_at_most", "unused_for");
    return new ProposeConfig(
        Threshold.shareAtLeast(section.required("recall")),
        section.scalar("k").asInteger(1, 1_000),
        section.scalar("queries").asInteger(5, 1_000),
        section.scalar("rows_at_most").asInteger(1_000, 1_000_000_000),
        section.scalar("indexes_at_most").asInteger(1, 100_000),
        section.scalar("unused_for").as(TimeSpan::parse));
  }
}
