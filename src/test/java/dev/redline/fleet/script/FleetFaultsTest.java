package dev.redline.fleet.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The leader's host dies, or etcd answers nobody, where a gate begins: what an application wrote is
 * there afterwards, and no change is half done. {@code -Dfleet.faults=10} takes as many points of
 * each kind; {@code -Dfleet.resume} goes on from what target/fleet/faults-*.jsonl hold.
 */
@Tag("long")
class FleetFaultsTest {

  private static final int FAULTS = Integer.getInteger("fleet.faults", 2);
  private static final long SEED = 1523;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Runs after the fault, until one finds nothing left to do. */
  private static final int RUNS = 4;

  private static final String SOONER = "{\"ttl\": 20, \"retry_timeout\": 5, \"loop_wait\": 2}";

  /** What happens to the fleet. */
  enum Fault {
    LEADER_DIES("synchronous"),
    LEADER_DIES_ASYNCHRONOUSLY("asynchronous"),
    ETCD_HALTS("asynchronous");

    private final String mode;

    Fault(String mode) {
      this.mode = mode;
    }

    boolean leaderDies() {
      return this != ETCD_HALTS;
    }
  }

  /**
   * What became of a change.
   *
   * @param gates of the run with the fault that failed, with what they said first
   * @param later what the runs after it said, while they did not pass
   * @param members old or new, of each
   */
  record Result(
      int number,
      String phase,
      String gate,
      Map<String, String> gates,
      List<String> later,
      int acknowledged,
      long lost,
      long gapMillis,
      Map<String, String> members) {}

  private ScriptFleet fleet;

  @ParameterizedTest
  @EnumSource(Fault.class)
  void nothingIsHalfDone(Fault fault) throws Exception {
    ResultFile file = ResultFile.of("faults-" + fault.name().toLowerCase(Locale.ROOT));
    try (ScriptFleet made = ScriptFleet.make(fault.mode)) {
      fleet = made;
      fleet.made().api("PATCH", "config", SOONER);
      for (KillPoint point : KillPoint.of(FAULTS, SEED)) {
        if (!file.has(point.number())) {
          file.add(happened(fault, point));
        }
      }
    }
    assertThat(file.read(Result.class))
        .hasSize(FAULTS)
        .allSatisfy(each -> assertWhole(fault, each));
  }

  private static void assertWhole(Fault fault, Result result) {
    assertThat(Set.of("old", "new")).as("%s", result).containsAll(result.members().values());
    assertThat(result.gates()).as("%s", result).isNotEmpty();
    if (fault != Fault.LEADER_DIES_ASYNCHRONOUSLY) {
      assertThat(result.lost()).as("%s", result).isZero();
    }
  }

  private Result happened(Fault fault, KillPoint point) throws Exception {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> !fault.mode.equals("synchronous") || fleet.roles().containsValue("sync_standby"));
    String canary = fleet.withRole("replica").get(0);
    Tried tried = Tried.on(fleet, point.number());
    long from = fleet.lastWritten() + 1;
    try (StageTrial trial = fleet.made().planning(canary, tried.settings().toArray(String[]::new));
        WrittenRows rows = WrittenRows.begin(fleet.made(), ScriptFleet.MEMBERS, from)) {
      trial.property("approve", "all").property("confirm", "all");
      rows.writesAgain(PATIENCE);
      if (point.phase().equals(KillPoint.FLEET)) {
        assertThat(trial.run("StageA").failed()).isEmpty();
      }
      Processes processes = new Processes(fleet.made());
      List<String> dead = new ArrayList<>();
      trial.before(point.gate(), () -> dead.add(begun(fault, processes)));
      GateOutcomes outcomes = trial.run(point.phase());
      over(fault, processes, dead);
      rows.writesAgain(PATIENCE);
      Awaitility.await().ignoreExceptions().atMost(PATIENCE).until(fleet::streaming);
      long gap = rows.longestGap().toMillis();
      List<String> later = afterwards(trial);
      fleet.caughtUp(PATIENCE);
      List<Long> acknowledged = rows.acknowledged();
      long lost = fleet.missing(fleet.leader(), acknowledged);
      return new Result(
          point.number(),
          point.phase(),
          point.gate(),
          Said.of(outcomes),
          later,
          acknowledged.size(),
          lost,
          gap,
          tried.finished());
    }
  }

  private String begun(Fault fault, Processes processes) throws Exception {
    String leader = fleet.leader();
    if (fault.leaderDies()) {
      processes.killed(leader);
    } else {
      processes.etcdHalted();
    }
    return leader;
  }

  private void over(Fault fault, Processes processes, List<String> dead) throws Exception {
    if (fault == Fault.ETCD_HALTS) {
      processes.etcdGoesOn();
    } else {
      for (String member : new HashSet<>(dead)) {
        processes.started(member);
      }
    }
  }

  private List<String> afterwards(StageTrial trial) {
    List<String> said = new ArrayList<>();
    GateOutcomes next = trial.run();
    while (!next.failed().isEmpty() && said.size() < RUNS) {
      said.add(Said.of(next).toString());
      next = trial.run();
    }
    return said;
  }
}
