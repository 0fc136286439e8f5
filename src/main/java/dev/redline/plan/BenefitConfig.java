package dev.redline.plan;

import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.GatesFiles;
import dev.redline.plan.yaml.Section;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How it is measured what a stage buys.
 *
 * @param stage whose values are tried
 * @param block one server is searched for so long, then the other one
 * @param blocks of each server, 3 to 100
 * @param clientsAtMost 1 to 256
 * @param rise searches a second have to rise by this factor for more clients to be tried, 1.01 to 2
 * @param atLeast searches a second may fall to this share at the knee, 0.1 to 1
 * @param warm p50 of a server counts as warm below this factor of what it is in the end, 1.01 to 2
 * @param rows that are written for WAL and checkpoints, 100 to 1000000
 */
public record BenefitConfig(
    String stage,
    Duration block,
    int blocks,
    int clientsAtMost,
    double rise,
    double atLeast,
    double warm,
    int rows) {

  /**
   * Reads gates/benefit.yaml.
   *
   * @throws dev.redline.plan.yaml.PlanException at the first thing that is wrong
   */
  public static BenefitConfig load(Path gatesDirectory) {
    return GatesFiles.read(gatesDirectory, BenefitConfig::read);
  }

  /** The same of files that are read together with others. */
  static BenefitConfig read(GatesFiles files) {
    Section section =
        files
            .root("benefit.yaml")
            .section(
                "stage", "block", "blocks", "clients_at_most", "rise", "at_least", "warm", "rows");
    return new BenefitConfig(
        section.scalar("stage").asText(),
        TimeSpan.read(section.scalar("block"), "100ms", "1min"),
        section.scalar("blocks").asInteger(3, 100),
        section.scalar("clients_at_most").asInteger(1, 256),
        section.scalar("rise").asDecimal(1.01, 2),
        section.scalar("at_least").asDecimal(0.1, 1),
        section.scalar("warm").asDecimal(1.01, 2),
        section.scalar("rows").asInteger(100, 1_000_000));
  }
}
