package dev.redline.plan.isolation;

import dev.redline.plan.value.SqlName;
import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.Section;
import java.time.Duration;

/**
 * The LTST load that interference is measured with.
 *
 * @param schema that it is run in, made for it and dropped afterwards
 * @param workers that want to write or search at once, 1 to 64
 * @param heavyWorkers that want to re-embed or compact at once, 1 to 64
 * @param conversations to start with, 1 to 100000
 * @param turns of each conversation to start with, 1 to 1000
 * @param mix how often each kind of operation comes, in relation to the others
 * @param k memories that a search brings back, 1 to 1000
 * @param compactAbove messages of a conversation above which it is compacted, 2 to 10000
 * @param longest after which a load ends by itself
 * @param operations after which a load ends by itself, 1 to 10 million
 * @param seed of everything that it draws by lot, 0 or more
 */
public record LoadOptions(
    String schema,
    int workers,
    int heavyWorkers,
    int conversations,
    int turns,
    int k,
    Mix mix,
    int compactAbove,
    Duration longest,
    int operations,
    int seed) {

  /**
   * Weights of the operations.
   *
   * @param write 1 to 1000
   * @param rehydrate 1 to 1000
   * @param reembed 1 to 1000
   * @param compact 1 to 1000
   */
  public record Mix(int write, int rehydrate, int reembed, int compact) {

    static Mix read(Node node) {
      Section section = node.section("write", "rehydrate", "reembed", "compact");
      return new Mix(
          section.scalar("write").asInteger(1, 1_000),
          section.scalar("rehydrate").asInteger(1, 1_000),
          section.scalar("reembed").asInteger(1, 1_000),
          section.scalar("compact").asInteger(1, 1_000));
    }
  }

  static LoadOptions read(Node node) {
    Section section =
        node.section(
            "schema",
            "workers",
            "heavy_workers",
            "conversations",
            "turns",
            "k",
            "mix",
            "compact_above",
            "longest",
            "operations",
            "seed");
    return new LoadOptions(
        SqlName.read(section.required("schema")),
        section.scalar("workers").asInteger(1, 64),
        section.scalar("heavy_workers").asInteger(1, 64),
        section.scalar("conversations").asInteger(1, 100_000),
        section.scalar("turns").asInteger(1, 1_000),
        section.scalar("k").asInteger(1, 1_000),
        Mix.read(section.required("mix")),
        section.scalar("compact_above").asInteger(2, 10_000),
        TimeSpan.read(section.scalar("longest"), "100ms", "10min"),
        section.scalar("operations").asInteger(1, 10_000_000),
        section.scalar("seed").asInteger(0, Integer.MAX_VALUE));
  }
}
