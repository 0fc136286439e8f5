package dev.redline.fleet.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.fleet.HaltedRun;
import dev.redline.trial.StageTrial;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * SIGKILL of a run at many points of a stage and of a rollout: each member's configuration is
 * whole-old or whole-new, and the next run says which and finishes. {@code -Dfleet.kills=40} takes
 * as many; {@code -Dfleet.resume} goes on from what target/fleet/kills.jsonl holds.
 */
@Tag("long")
class FleetKillsTest {

  private static final int KILLS = Integer.getInteger("fleet.kills", 4);
  private static final long SEED = 1515;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern SAID =
      Pattern.compile("An earlier run ended in the middle of [^\\n]*|Rolled back in [^\\n]*");

  /**
   * What a kill has left, and what the next run has made of it.
   *
   * @param code of the process that was killed: 137, or 0 where it had ended before
   * @param left of each member: old, new or neither, by its configuration
   * @param running of each member, what it ran with at that moment
   * @param said by the next run
   * @param finished of each member after that run: old or new by its configuration, and what runs
   */
  record Result(
      int number,
      String phase,
      String gate,
      long afterMillis,
      int code,
      Map<String, String> left,
      Map<String, String> running,
      List<String> said,
      String failed,
      Map<String, String> finished) {

    boolean all(String age) {
      return new HashSet<>(finished.values()).equals(Set.of(age));
    }
  }

  private ScriptFleet fleet;
  private StageTrial trial;
  private String canary;
  private Tried tried;
  private boolean canaryIsNew;

  @Test
  void eachMemberIsWholeAndTheNextRunFinishes() throws Exception {
    ResultFile file = ResultFile.of("kills");
    try (ScriptFleet made = ScriptFleet.make("asynchronous")) {
      fleet = made;
      for (KillPoint point : KillPoint.of(KILLS, SEED)) {
        if (!file.has(point.number())) {
          begin(point);
          Result result = killed(point);
          assertWhole(result);
          file.add(result);
          goOnAfter(result);
        }
      }
    }
    assertThat(file.read(Result.class)).hasSize(KILLS);
  }

  /** The rollout's points take the same committed canary, as long as it is not rolled out. */
  private void begin(KillPoint point) throws Exception {
    if (trial != null) {
      return;
    }
    canary = fleet.withRole("replica").get(0);
    tried = Tried.on(fleet, point.number());
    trial = fleet.made().planning(canary, tried.settings().toArray(String[]::new));
    trial.property("approve", "all").property("confirm", "all");
    canaryIsNew = false;
    if (point.phase().equals(KillPoint.FLEET)) {
      assertThat(trial.run("StageA").failed()).isEmpty();
      canaryIsNew = true;
    }
  }

  private Result killed(KillPoint point) throws Exception {
    HaltedRun run = HaltedRun.at(point.phase(), point.gate(), point.after(), trial, url());
    Map<String, String> left = tried.configured();
    Map<String, String> running = tried.running();
    HaltedRun next = HaltedRun.next(trial, url());
    fleet.caughtUp(PATIENCE);
    return new Result(
        point.number(),
        point.phase(),
        point.gate(),
        point.after().toMillis(),
        run.code(),
        left,
        running,
        SAID.matcher(next.output()).results().map(found -> found.group().strip()).toList(),
        next.output().replaceAll("(?s).*failed: ", "").strip(),
        tried.finished());
  }

  private String url() {
    return fleet.made().fact(canary + "_url");
  }

  private void assertWhole(Result result) {
    assertThat(result.failed()).as("%s", result).isEqualTo("{}");
    assertThat(result.left().values()).as("%s", result).isSubsetOf("old", "new");
    Map<String, String> whole = new TreeMap<>();
    ScriptFleet.MEMBERS.forEach(
        member -> whole.put(member, canaryIsNew && member.equals(canary) ? "new" : "old"));
    if (!result.all("new") && !isCanaryAlone(result)) {
      assertThat(result.finished()).as("%s", result).isEqualTo(whole);
    }
  }

  /** The stage had been committed before the kill came. */
  private boolean isCanaryAlone(Result result) {
    return result.phase().equals(KillPoint.STAGE)
        && result.finished().entrySet().stream()
            .allMatch(each -> each.getValue().equals(each.getKey().equals(canary) ? "new" : "old"));
  }

  /** A committed canary is rolled out, so that the next try begins with equal members. */
  private void goOnAfter(Result result) throws Exception {
    boolean rollsOut = result.phase().equals(KillPoint.FLEET);
    if (!rollsOut && result.finished().get(canary).equals("new")) {
      assertThat(trial.run("Fleet").failed()).isEmpty();
    }
    if (!rollsOut || result.all("new")) {
      trial.close();
      trial = null;
    }
  }
}
