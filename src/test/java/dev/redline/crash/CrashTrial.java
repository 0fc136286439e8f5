package dev.redline.crash;

import dev.redline.crash.Crash.Outcome;
import dev.redline.crash.CrashChild.Task;
import dev.redline.crash.KillPoint.Watch;
import dev.redline.state.PhaseState;
import dev.redline.state.StateStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kills a run, lets the next one go on, and judges what it found and left. */
final class CrashTrial {

  private static final int ATTEMPTS = 4;

  private final CrashSite site;
  private final Sight old;
  private final Sight changed;

  private CrashTrial(CrashSite site, Sight old, Sight changed) {
    this.site = site;
    this.old = old;
    this.changed = changed;
  }

  /** Learns from an undisturbed run what the server is before the stage, and after it. */
  static CrashTrial on(CrashSite site) throws Exception {
    Path home = site.copy();
    Tracer.run(Task.LOOK_AND_PASS, home);
    CrashTrial trial =
        new CrashTrial(
            site, Sight.read(home.resolve("found.json")), Sight.read(home.resolve("left.json")));
    if (trial.old.showsTheSameServerAs(trial.changed)) {
      throw new IllegalStateException("The stage changes nothing: there is nothing to lose");
    }
    site.discard(home);
    return trial;
  }

  /**
   * Kills runs, one after another, and then lets one run to its end. A point that was not reached
   * is tried again on a new copy.
   */
  Crash after(String killed, List<Kill> kills) throws Exception {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        return once(killed, kills);
      } catch (NotReachedException e) {
        System.out.println("Once more: " + e.getMessage());
      }
    }
    return once(killed, kills);
  }

  private Crash once(String killed, List<Kill> kills) throws Exception {
    String at = kills.get(kills.size() - 1).point().label();
    return after(
        killed,
        at,
        home -> {
          for (Kill kill : kills) {
            Tracer.kill(kill.task(), home, kill.point());
          }
        });
  }

  /** Lets something happen to a run, and then lets one run to its end. */
  Crash after(String what, String at, Mishap mishap) throws Exception {
    Path home = site.copy();
    List<String> troubles = new ArrayList<>();
    PhaseState phase = null;
    ServerCondition server = null;
    Sight found = null;
    try {
      mishap.happenIn(home);
      server = ServerCondition.of(CrashHome.data(home));
      phase = phase(home);
      Tracer.run(Task.LOOK_AND_PASS, home);
      found = Sight.read(home.resolve("found.json"));
      judge(phase, found, Sight.read(home.resolve("left.json")), troubles);
    } catch (NotReachedException e) {
      throw e;
    } catch (Exception e) {
      troubles.add(String.valueOf(e.getMessage()));
    } finally {
      site.discard(home);
    }
    return new Crash(what, at, phase, server, outcome(found), restoreMillis(found), troubles);
  }

  /** What happens to a run. */
  interface Mishap {
    void happenIn(Path home) throws Exception;
  }

  /** One run that is killed. */
  record Kill(Task task, KillPoint point) {}

  /** The points of a run on the server as prepared, or as killed runs have left it. */
  List<KillPoint> points(Task task, List<Kill> kills) throws Exception {
    List<KillPoint> points = new ArrayList<>();
    for (Watch watch : Watch.values()) {
      Path home = site.copy();
      for (Kill kill : kills) {
        Tracer.kill(kill.task(), home, kill.point());
      }
      points.addAll(KillPoints.of(Tracer.record(task, home, watch), watch, home));
      site.discard(home);
    }
    return points;
  }

  private void judge(PhaseState phase, Sight found, Sight left, List<String> troubles) {
    if (outcome(found) == null) {
      troubles.add("neither the old server nor the new one: " + found);
    }
    if (outcome(found) == Outcome.NEW && found.phase() != PhaseState.PASSED) {
      troubles.add("the new settings are in force in state " + found.phase());
    }
    if (phase.interrupted() != found.said("Rolled back in")
        || phase.interrupted() != found.said("An earlier run ended in the middle of stageA")) {
      troubles.add("killed in %s, and this was said: %s".formatted(phase, found.said()));
    }
    if (!left.showsTheSameServerAs(changed) || left.phase() != PhaseState.PASSED) {
      troubles.add("the stage did not pass afterwards: " + left);
    }
  }

  private @Nullable Outcome outcome(@Nullable Sight found) {
    if (found == null) {
      return null;
    }
    return found.showsTheSameServerAs(old)
        ? Outcome.OLD
        : found.showsTheSameServerAs(changed) ? Outcome.NEW : null;
  }

  private static @Nullable Long restoreMillis(@Nullable Sight found) {
    return found == null
        ? null
        : found.said().stream()
            .filter(line -> line.text().startsWith("Rolled back in"))
            .map(StampedOutput.Line::millis)
            .findFirst()
            .orElse(null);
  }

  private PhaseState phase(Path home) {
    return StateStore.open(CrashHome.stateFile(home), site.plan().id()).state().phase("stageA");
  }
}
