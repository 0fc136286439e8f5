package dev.redline.crash;

import dev.redline.crash.Crash.Outcome;
import dev.redline.crash.CrashChild.Task;
import dev.redline.crash.KillPoint.Watch;
import dev.redline.state.PhaseState;
import dev.redline.state.StateStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Kills a run, lets the next one go on, and judges what it found and left. */
final class CrashTrial {

  private static final int ATTEMPTS = 4;
  private static final Pattern TAKEOVER = Pattern.compile("-Dtakeover=([0-9a-f]{8})");

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
    return after(killed, at, home -> kill(kills, home), this::goOn);
  }

  /** Kills a run; one of another clone meets what it has left, takes it over, and passes. */
  Crash inAnotherCloneAfter(String killed, Kill kill) throws Exception {
    return after(
        killed, kill.point().label(), home -> kill(List.of(kill), home), this::goOnInAnotherClone);
  }

  private static void kill(List<Kill> kills, Path home) throws Exception {
    for (Kill kill : kills) {
      String said = Tracer.kill(kill, home);
      if (kill.by() != Signal.KILL) {
        requireEndedInOrder(said, home);
      }
    }
  }

  /** Who asks a run to end gets the promised words, and a server of theirs is not restarted. */
  private static void requireEndedInOrder(String said, Path home) throws Exception {
    boolean yours = Files.exists(CrashHome.url(home));
    ServerCondition server = ServerCondition.of(CrashHome.data(home));
    boolean inOrder =
        yours
            ? said.contains("Asked to end: nothing is restarted.")
                && !said.contains("Rolled back in")
                && server == ServerCondition.READY
            : said.contains("Asked to end: the throwaway server is put back, within")
                && server == ServerCondition.STOPPED;
    if (!inOrder || said.contains("Not at an end within the limit")) {
      throw new IllegalStateException("ended, the server %s, saying:%n%s".formatted(server, said));
    }
  }

  /** Lets something happen to a run, and then lets one run to its end. */
  Crash after(String what, String at, Mishap mishap) throws Exception {
    return after(what, at, mishap, this::goOn);
  }

  private Crash after(String what, String at, Mishap mishap, NextRun next) throws Exception {
    Path home = site.copy();
    List<String> troubles = new ArrayList<>();
    PhaseState phase = null;
    ServerCondition server = null;
    Sight found = null;
    try {
      mishap.happenIn(home);
      server = ServerCondition.of(CrashHome.data(home));
      phase = phase(home);
      found = next.goesOn(home, phase, troubles);
    } catch (NotReachedException e) {
      throw e;
    } catch (Exception e) {
      troubles.add(String.valueOf(e.getMessage()));
    } finally {
      site.discard(home);
    }
    return new Crash(what, at, phase, server, outcome(found), restoreMillis(found), troubles);
  }

  private Sight goOn(Path home, PhaseState phase, List<String> troubles) throws Exception {
    Tracer.run(Task.LOOK_AND_PASS, home);
    Sight found = Sight.read(home.resolve("found.json"));
    Sight left = Sight.read(home.resolve("left.json"));
    judge(phase.interrupted(), found, found.phase(), left, troubles);
    return found;
  }

  private Sight goOnInAnotherClone(Path home, PhaseState phase, List<String> troubles)
      throws Exception {
    Path clone = site.cloneOf(home);
    Path file = CrashHome.data(home).resolve("postgresql.conf");
    byte[] half = Files.readAllBytes(file);
    Optional<String> refused = Tracer.tried(Task.LOOK_AND_PASS, clone);
    if (refused.isPresent()) {
      requireMet(refused.get());
      if (!Arrays.equals(Files.readAllBytes(file), half)) {
        troubles.add("refused, and it has written to " + file);
      }
      Files.writeString(CrashHome.takeover(clone), takeover(refused.get()));
      Tracer.run(Task.LOOK_AND_PASS, clone);
    }
    Sight found = Sight.read(clone.resolve("found.json"));
    Tracer.run(Task.LOOK_AND_PASS, home);
    Sight again = Sight.read(home.resolve("found.json"));
    Sight left = Sight.read(clone.resolve("left.json"));
    judge(refused.isPresent(), found, again.phase(), left, troubles);
    if (!again.showsTheSameServerAs(changed) || again.said("Rolled back in")) {
      troubles.add("the first clone undid what the second one has committed: " + again);
    }
    return found;
  }

  /** Whose change it is, since when, and both ways out. */
  private static void requireMet(String refused) {
    for (String words :
        List.of(
            "PAUSED: changes of other clones that are not committed: observed stageA",
            "of " + Path.of("").toAbsolutePath(),
            "since 20",
            "run there, which takes it back; or here: ")) {
      if (!refused.contains(words)) {
        throw new IllegalStateException("without '%s': %s".formatted(words, refused));
      }
    }
  }

  private static String takeover(String refused) {
    Matcher word = TAKEOVER.matcher(refused);
    if (!word.find()) {
      throw new IllegalStateException("no -Dtakeover in: " + refused);
    }
    return word.group(1);
  }

  /** The run after it; judges, and returns what it found. */
  private interface NextRun {
    Sight goesOn(Path home, PhaseState phase, List<String> troubles) throws Exception;
  }

  /** What happens to a run. */
  interface Mishap {
    void happenIn(Path home) throws Exception;
  }

  /** One run that is ended, and by what. */
  record Kill(Task task, KillPoint point, Signal by) {

    Kill(Task task, KillPoint point) {
      this(task, point, Signal.KILL);
    }
  }

  /** The points of a run on the server as prepared, or as killed runs have left it. */
  List<KillPoint> points(Task task, List<Kill> kills) throws Exception {
    List<KillPoint> points = new ArrayList<>();
    for (Watch watch : Watch.values()) {
      Path home = site.copy();
      kill(kills, home);
      points.addAll(KillPoints.of(Tracer.record(task, home, watch), watch, home));
      site.discard(home);
    }
    return points;
  }

  /**
   * @param halfDone whether a change was met that was not committed
   * @param known where the stage stands for whom it was killed
   */
  private void judge(
      boolean halfDone, Sight found, PhaseState known, Sight left, List<String> troubles) {
    if (outcome(found) == null) {
      troubles.add("neither the old server nor the new one: " + found);
    }
    if (outcome(found) == Outcome.NEW && known != PhaseState.PASSED) {
      troubles.add("the new settings are in force in state " + known);
    }
    if (halfDone != found.said("Rolled back in")
        || halfDone != found.said("An earlier run ended in the middle of stageA")) {
      troubles.add("killed halfway: %s, and this was said: %s".formatted(halfDone, found.said()));
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
