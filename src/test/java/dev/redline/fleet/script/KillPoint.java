package dev.redline.fleet.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Where a run is killed: so long after a gate of a phase has begun.
 *
 * @param after zero: as it begins
 */
record KillPoint(int number, String phase, String gate, Duration after) {

  static final String STAGE = "StageA";
  static final String FLEET = "Fleet";

  private static final List<String> BOTH =
      List.of(
          "The way back is kept, and proven, before anything is touched",
          "The change is written where it belongs",
          "What was written is read back, and would be taken",
          "The change takes effect, with a restart where it needs one",
          "The server is healthy after the change",
          "Everything planned is in force, from where it was written",
          "The change is committed");

  private static final List<String> STAGES =
      List.of(
          "Caches are warm before anything is timed", "Nothing but what was planned has changed");

  private static final List<String> FLEETS =
      List.of(
          "A switchover makes another member lead, and nobody waits for it longer than allowed",
          "The old leader gets the values as a replica",
          "The values are the fleet's own, and in no member's local configuration");

  /** As many of a stage as of a rollout, the former first; the same for the same seed. */
  static List<KillPoint> of(int count, long seed) {
    Random random = new Random(seed);
    List<KillPoint> points = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      boolean stage = number <= count / 2;
      List<String> gates = new ArrayList<>(BOTH);
      gates.addAll(stage ? STAGES : FLEETS);
      String gate = gates.get((number * 2 + random.nextInt(2)) % gates.size());
      Duration after = Duration.ofMillis(random.nextBoolean() ? 0 : 100 + random.nextInt(3000));
      points.add(new KillPoint(number, stage ? STAGE : FLEET, gate, after));
    }
    return points;
  }
}
