package dev.redline.record.page;

import dev.redline.record.EvidencePlace;
import dev.redline.record.GateOutcome;
import dev.redline.record.journal.Artifact;
import dev.redline.verdict.Picture;
import dev.redline.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a reviewer decides from: one run, in the order in which questions come up. Every text is
 * free of secrets, and none has been escaped.
 *
 * @param schema of the JSON file
 * @param changed settings, planned ones first to last
 * @param decided by a person, about changes of this run
 * @param bought what the change came to, before and after
 * @param measured every verdict, in the order in which they were given
 * @param leftAlone what was not changed or not run
 * @param back one for each phase that may have changed something
 * @param toDecide what waits for a person: decisions and what has to be mended
 * @param why from each gate that did not pass to its evidence
 * @param gates in the order in which they ran; those that did not run come last
 * @param evidence files under metrics/ that the run wrote
 */
public record GateRecordPage(
    int schema,
    Headline headline,
    About about,
    List<ChangedSetting> changed,
    List<Decided> decided,
    List<Bought> bought,
    List<Measured> measured,
    List<LeftAlone> leftAlone,
    List<WayBack> back,
    List<ToDecide> toDecide,
    List<Why> why,
    List<GateLine> gates,
    List<Picture> pictures,
    List<Artifact> evidence) {

  /** What this version writes. */
  static final int SCHEMA = 1;

  public GateRecordPage {
    changed = List.copyOf(changed);
    decided = List.copyOf(decided);
    bought = List.copyOf(bought);
    measured = List.copyOf(measured);
    leftAlone = List.copyOf(leftAlone);
    back = List.copyOf(back);
    toDecide = List.copyOf(toDecide);
    why = List.copyOf(why);
    gates = List.copyOf(gates);
    pictures = List.copyOf(pictures);
    evidence = List.copyOf(evidence);
  }

  /** The verdict on the whole run, and its reason in one sentence. */
  public record Headline(GateOutcome outcome, String reason) {}

  /**
   * The run itself.
   *
   * @param server how it was reached
   * @param facts about server, host, sources and journal, by what they are called
   */
  public record About(
      String plan,
      Instant started,
      Duration took,
      String command,
      String server,
      Map<String, String> facts) {

    /** The fact that says why no person had to decide. */
    public static final String DECISIONS = "Decisions";

    /** What the headline and the other parts tell. */
    private static final Set<String> TOLD = Set.of("Verdict", "Server", "Plan");

    public About {
      Map<String, String> rest = new LinkedHashMap<>(facts);
      rest.keySet().removeAll(TOLD);
      facts = Collections.unmodifiableMap(rest);
    }
  }

  /** What became of a setting. */
  public enum Became {
    CHANGED,
    AS_BEFORE,
    PUT_BACK,
    NOT_APPLIED,
    UNKNOWN
  }

  /**
   * A setting that a phase plans.
   *
   * @param inForce the value that the server runs with at the end of the run, or why it is not
   *     known
   * @param how when the planned value takes effect, and what it was computed from
   */
  public record ChangedSetting(
      String phase,
      String name,
      String before,
      String planned,
      String inForce,
      Became became,
      String how,
      Optional<String> because) {}

  /**
   * A decision that counts for a change.
   *
   * @param what as {@code -Dapprove} names it
   * @param by who took it, as far as it is known
   * @param ticket empty if none was named
   */
  public record Decided(
      String what,
      String by,
      String change,
      Instant given,
      Instant until,
      Optional<String> ticket) {}

  /**
   * A figure before and after a phase, with its unit.
   *
   * @param before empty if it was not measured
   */
  public record Bought(String phase, String name, Optional<String> before, String after) {}

  /** One verdict of a gate. */
  public record Measured(String phase, String gate, Verdict verdict) {}

  /** A gate or a part of one that did nothing. */
  public record LeftAlone(String phase, String what, String why) {}

  /**
   * How a phase is taken back.
   *
   * @param how a command, or what else a person does
   * @param tried whether this run did so, and what came of it
   */
  public record WayBack(String phase, String how, String tried) {}

  /** What did not pass, and what a person decides or does about it. */
  public record ToDecide(String phase, String what, String next) {}

  /** What shows why a gate did not pass. */
  public record Why(String phase, String gate, GateOutcome outcome, EvidencePlace evidence) {}

  /**
   * A gate that was planned.
   *
   * @param took zero if it did not run
   * @param note why it did not pass or did not run; empty for one that passed
   */
  public record GateLine(
      String phase, String sentence, GateOutcome outcome, Duration took, String note) {}
}
