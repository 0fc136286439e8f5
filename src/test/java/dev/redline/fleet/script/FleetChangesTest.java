package dev.redline.fleet.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Changes to a fleet that an application writes to: what is bad ends at the canary, what is good
 * reaches every member. {@code -Dfleet.changes=40} makes as many; {@code -Dfleet.resume} goes on
 * from what target/fleet/changes.jsonl holds.
 */
@Tag("long")
class FleetChangesTest {

  private static final int CHANGES = Integer.getInteger("fleet.changes", 10);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What a bad change has to end by. */
  private static final Map<PlannedChange.Kind, String> STOPPED_BY =
      Map.of(
          PlannedChange.Kind.DOES_NOT_BOOT,
          "The change takes effect, with a restart where it needs one",
          PlannedChange.Kind.OVER_THE_BUDGET,
          "The dry run names everything that would be changed",
          PlannedChange.Kind.MISSPELT,
          "DATABASE_URL and POSTGRES_DSN are resolved in one place, and the resolution is on record without credentials",
          PlannedChange.Kind.SLOWER,
          "Vector searches are not slower than before the change",
          PlannedChange.Kind.OTHER_PLAN,
          "No vector search fell from its index, and no statement has a worse plan or time",
          PlannedChange.Kind.LESS_RECALL,
          "Vector searches meet p95 and recall at every K, on the HNSW index");

  private static final String COMMITTED = "The change is committed";

  /** A busy machine may decide nothing about times; a FAIL gets no second chance. */
  private static final int RUNS = 8;

  /**
   * What became of a change.
   *
   * @param gates that failed, with what they said first
   * @param others members but the canary that were restarted
   */
  record Result(
      int number,
      PlannedChange.Kind kind,
      List<String> settings,
      boolean committed,
      Map<String, String> gates,
      int runs,
      double seconds,
      int acknowledged,
      int failed,
      long missing,
      long gapMillis,
      List<String> others,
      boolean equal) {}

  @Test
  void whatIsBadEndsAtTheCanaryAndWhatIsGoodReachesEveryMember() throws Exception {
    ResultFile file = ResultFile.of("changes");
    try (ScriptFleet fleet = ScriptFleet.make("asynchronous")) {
      for (PlannedChange change : PlannedChange.of(CHANGES, PlannedChange.SEED)) {
        if (!file.has(change.number())) {
          file.add(made(fleet, change));
        }
      }
    }
    List<Result> results = file.read(Result.class);
    assertThat(results).hasSize(CHANGES).allSatisfy(FleetChangesTest::assertAsItShouldBe);
    assertThat(results.stream().mapToInt(Result::acknowledged).sum()).isGreaterThan(250 * CHANGES);
  }

  private static void assertAsItShouldBe(Result result) {
    boolean good = result.kind() == PlannedChange.Kind.GOOD;
    assertThat(result.missing()).as("%s", result).isZero();
    assertThat(result.equal()).as("%s", result).isTrue();
    assertThat(result.committed()).as("%s", result).isEqualTo(good);
    assertThat(result.gapMillis()).as("%s", result).isLessThan(10_000);
    if (!good) {
      assertThat(result.gates()).as("%s", result).containsKey(STOPPED_BY.get(result.kind()));
      assertThat(result.failed()).as("%s", result).isZero();
      assertThat(result.others()).as("%s", result).isEmpty();
    }
  }

  private static Result made(ScriptFleet fleet, PlannedChange change) throws Exception {
    List<String> replicas = fleet.withRole("replica");
    String canary =
        replicas.get(new Random(PlannedChange.SEED + change.number()).nextInt(replicas.size()));
    Map<String, String> starts = fleet.starts();
    Map<String, String> settings = fleet.settings();
    try (StageTrial trial = fleet.planning(canary, change.settings());
        WrittenRows rows =
            WrittenRows.begin(fleet.made(), ScriptFleet.MEMBERS, 1 + fleet.lastWritten())) {
      rows.writesAgain(PATIENCE);
      long begun = System.nanoTime();
      if (change.settings().contains("shared_buffers=7TB")) {
        trial.property("try", "beyond-memory");
      }
      Outcome outcome = decided(trial, "StageA");
      if (outcome.committed()) {
        outcome = decided(trial.withoutProperty("approve"), "Fleet").after(outcome);
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      rows.writesAgain(PATIENCE);
      return result(change, canary, fleet, starts, settings, outcome, seconds, rows);
    }
  }

  private record Outcome(boolean committed, Map<String, String> gates, int runs) {

    static Outcome of(GateOutcomes outcomes, int runs) {
      Map<String, String> gates = Said.of(outcomes);
      return new Outcome(gates.isEmpty() && outcomes.passed().contains(COMMITTED), gates, runs);
    }

    Outcome after(Outcome stage) {
      return new Outcome(committed, gates, runs + stage.runs());
    }

    boolean undecided() {
      return !gates.isEmpty()
          && gates.values().stream().allMatch(said -> said.startsWith("INCONCLUSIVE"));
    }
  }

  /** Approves what is asked for, the commit after all is judged; undecided is tried again. */
  private static Outcome decided(StageTrial trial, String phase) {
    GateOutcomes outcomes = trial.run(phase);
    int runs = 1;
    while (runs < RUNS && (asks(outcomes) || Outcome.of(outcomes, runs).undecided())) {
      if (asks(outcomes)) {
        trial.property("approve", outcomes.approvals());
      }
      outcomes = trial.run(phase);
      runs++;
    }
    return Outcome.of(outcomes, runs);
  }

  private static boolean asks(GateOutcomes outcomes) {
    return outcomes.failed().size() == 1 && !outcomes.approvals().isEmpty();
  }

  private static Result result(
      PlannedChange change,
      String canary,
      ScriptFleet fleet,
      Map<String, String> starts,
      Map<String, String> settings,
      Outcome outcome,
      double seconds,
      WrittenRows rows)
      throws Exception {
    fleet.caughtUp(PATIENCE);
    List<Long> acknowledged = rows.acknowledged();
    long missing = 0;
    for (String member : ScriptFleet.MEMBERS) {
      missing += fleet.missing(member, acknowledged);
    }
    List<String> others = new ArrayList<>(ScriptFleet.MEMBERS);
    Map<String, String> now = fleet.starts();
    others.removeIf(member -> member.equals(canary) || now.get(member).equals(starts.get(member)));
    Map<String, String> after = fleet.settings();
    boolean equal =
        same(after)
            && same(fleet.contents(acknowledged.get(acknowledged.size() - 1)))
            && (outcome.committed() || after.equals(settings));
    return new Result(
        change.number(),
        change.kind(),
        change.settings(),
        outcome.committed(),
        outcome.gates(),
        outcome.runs(),
        seconds,
        acknowledged.size(),
        rows.errors().size(),
        missing,
        rows.longestGap().toMillis(),
        others,
        equal);
  }

  private static boolean same(Map<String, String> ofEach) {
    return new HashSet<>(ofEach.values()).size() == 1;
  }
}
