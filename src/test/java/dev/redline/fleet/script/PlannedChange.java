package dev.redline.fleet.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A change that the script makes to a fleet.
 *
 * @param settings each as {@code name=value}
 */
record PlannedChange(int number, Kind kind, List<String> settings) {

  /** Of the script in docs/fleet.md. */
  static final long SEED = 1509;

  /** What is to become of it. */
  enum Kind {
    GOOD,
    DOES_NOT_BOOT,
    OVER_THE_BUDGET,
    MISSPELT,
    SLOWER,
    OTHER_PLAN,
    LESS_RECALL
  }

  private static final List<Kind> BAD = List.of(Kind.values()).subList(1, Kind.values().length);

  boolean good() {
    return kind == Kind.GOOD;
  }

  /** As many, half of them good, in the order of the seed; any beginning has some of each half. */
  static List<PlannedChange> of(int count, long seed) {
    Random random = new Random(seed);
    List<PlannedChange> changes = new ArrayList<>();
    int bad = 0;
    while (changes.size() < count) {
      List<Kind> two = new ArrayList<>(List.of(Kind.GOOD, BAD.get(bad++ % BAD.size())));
      Collections.shuffle(two, random);
      for (Kind kind : two) {
        int number = changes.size() + 1;
        changes.add(new PlannedChange(number, kind, settings(kind, number, random)));
      }
    }
    return changes.subList(0, count);
  }

  /** Good values rise with the number: no stage lowers what somebody has raised. */
  private static List<String> settings(Kind kind, int number, Random random) {
    return switch (kind) {
      case GOOD -> good(number, random);
      case DOES_NOT_BOOT ->
          List.of(random.nextBoolean() ? "shared_buffers=7TB" : "huge_pages=on", "work_mem=64MB");
      case OVER_THE_BUDGET -> List.of("shared_buffers=200GB");
      case MISSPELT -> List.of(random.nextBoolean() ? "shared_bufers=48MB" : "work_men=8MB");
      case SLOWER -> List.of("hnsw.ef_search=" + (100 + random.nextInt(50)));
      case OTHER_PLAN -> List.of("enable_indexscan=off");
      case LESS_RECALL -> List.of("hnsw.ef_search=" + (2 + random.nextInt(2)));
    };
  }

  private static List<String> good(int number, Random random) {
    List<String> all =
        List.of(
            "shared_buffers=%dMB".formatted(32 + number),
            "work_mem=%dkB".formatted(4096 + 64 * number),
            "maintenance_work_mem=%dMB".formatted(64 + number),
            "max_wal_size=%dMB".formatted(1024 + 16 * number),
            "wal_buffers=%dkB".formatted(1024 + 64 * number),
            "autovacuum_naptime=%d".formatted(60 + number));
    List<String> some = new ArrayList<>(all);
    Collections.shuffle(some, random);
    return List.copyOf(some.subList(0, 1 + random.nextInt(3)));
  }
}
