package dev.redline.state;

import dev.redline.secrets.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What outlives a run: the content of {@code .ai_state.json}.
 *
 * @param schema of this file; another one was written by another version
 * @param plan the plan's id
 * @param server null until a server has been reached
 * @param phases by tag
 * @param approvals those given, expired ones among them
 * @param pending the change that is in force or on its way and not yet committed; null if none
 * @param artifacts SHA-256 by path, relative to metrics/
 */
public record RunState(
    int schema,
    String plan,
    @Nullable Fingerprint server,
    Map<String, PhaseRecord> phases,
    List<Approval> approvals,
    @Nullable PendingChange pending,
    Map<String, String> artifacts) {

  /** What this version writes. */
  static final int SCHEMA = 3;

  /**
   * Which server the state speaks of.
   *
   * @param systemIdentifier null where the account may not read it
   */
  public record Fingerprint(@Nullable String systemIdentifier, String version, String host) {}

  /**
   * Where a phase stands.
   *
   * @param step the gate that began last, or null
   * @param change hash of the change that the phase is about, or null
   * @param millis how long each step took, in milliseconds
   * @param figures what later phases ask for, by name
   * @param askedBy account of the run that first asked for decisions about the change, or null
   * @param brought values that its change has put into force on a server of somebody's, as {@code
   *     SHOW} prints them and without secrets; empty if it has put none
   */
  public record PhaseRecord(
      PhaseState state,
      @Nullable String step,
      @Nullable String change,
      Instant since,
      Map<String, Long> millis,
      Map<String, Double> figures,
      @Nullable String askedBy,
      Map<String, String> brought) {

    /** Of a state that an earlier version wrote: without what was brought. */
    public PhaseRecord {
      brought = Objects.requireNonNullElse(brought, Map.of());
    }

    static PhaseRecord notRun(Instant now) {
      return new PhaseRecord(
          PhaseState.NOT_RUN, null, null, now, Map.of(), Map.of(), null, Map.of());
    }

    /** A phase that runs again forgets how long its steps took and what they measured. */
    PhaseRecord in(PhaseState next, Instant now) {
      return next == PhaseState.RUNNING
          ? new PhaseRecord(next, step, change, now, Map.of(), Map.of(), askedBy, brought)
          : new PhaseRecord(next, step, change, now, millis, figures, askedBy, brought);
    }

    PhaseRecord at(String name) {
      return new PhaseRecord(state, name, change, since, millis, figures, askedBy, brought);
    }

    /** Who asked first stays: a second look at the same change is no new question. */
    PhaseRecord about(String hash, @Nullable String account) {
      String first = hash.equals(change) && askedBy != null ? askedBy : account;
      return new PhaseRecord(state, step, hash, since, millis, figures, first, brought);
    }

    PhaseRecord took(String name, Duration time) {
      Map<String, Long> longer = new LinkedHashMap<>(millis);
      longer.put(name, Math.max(0, time.toMillis()));
      return new PhaseRecord(state, step, change, since, longer, figures, askedBy, brought);
    }

    PhaseRecord figure(String name, double value) {
      Map<String, Double> more = new LinkedHashMap<>(figures);
      more.put(name, value);
      return new PhaseRecord(state, step, change, since, millis, more, askedBy, brought);
    }

    PhaseRecord brought(Map<String, String> values) {
      return new PhaseRecord(state, step, change, since, millis, figures, askedBy, values);
    }
  }

  /**
   * A decision that a person has taken.
   *
   * @param change hash of the one change that it is about
   * @param expires what the plan said when it was given, for a reader; it is computed anew
   * @param by whose account it was given from; null in a file of an earlier version
   * @param ticket that the person named; null if none
   * @param signature of all but {@code expires}; null in a file of an earlier version
   */
  public record Approval(
      String decision,
      String change,
      Instant given,
      Instant expires,
      @Nullable String by,
      @Nullable String ticket,
      @Nullable String signature) {

    private static final String PURPOSE = "approval";

    /** The same, of whoever holds the key. */
    public Approval signed(SigningKey key) {
      return new Approval(decision, change, given, expires, by, ticket, key.sign(PURPOSE, text()));
    }

    /** Whether whoever holds the key has given it, at the time that it says. */
    public boolean isSignedBy(SigningKey key) {
      return signature != null && key.verifies(PURPOSE, text(), signature);
    }

    private String text() {
      String text = String.join("\n", decision, change, given.toString());
      return by == null && ticket == null ? text : String.join("\n", text, by, ticket);
    }
  }

  /**
   * What it takes to put a server back.
   *
   * @param changes what was kept of each thing, in the order in which the things are changed
   * @param state where the settings, indexes and row counts from before are kept
   * @param stateSha256 of that file
   * @param restarting whether a restart may have begun
   * @param id names the change of this server among all; null if nobody was asked about it
   * @param owner the folder and host that the change was begun from; null in a state of an earlier
   *     version
   * @param mark names this attempt on the server itself; null in a state of an earlier version
   */
  public record PendingChange(
      String phase,
      List<KeptChange> changes,
      String state,
      String stateSha256,
      boolean restarting,
      Instant started,
      @Nullable String id,
      @Nullable String owner,
      @Nullable String mark) {

    public PendingChange {
      changes = List.copyOf(changes);
    }

    PendingChange whileRestarting() {
      return new PendingChange(phase, changes, state, stateSha256, true, started, id, owner, mark);
    }

    /** The server runs with the original again: to prove that once more takes no restart. */
    public PendingChange restored(Instant now) {
      return new PendingChange(phase, changes, state, stateSha256, false, now, id, owner, mark);
    }

    /**
     * The same in the hands of another clone.
     *
     * @param snapshot where that one keeps {@link #state}
     */
    public PendingChange takenOver(String by, String snapshot) {
      return new PendingChange(
          phase, changes, snapshot, stateSha256, restarting, started, id, by, mark);
    }

    /** The same with one more thing that is about to be changed; not twice. */
    public PendingChange with(KeptChange kept) {
      List<KeptChange> all = Stream.concat(changes.stream(), Stream.of(kept)).distinct().toList();
      return new PendingChange(
          phase, all, state, stateSha256, restarting, started, id, owner, mark);
    }

    /** The same with its files at other paths. */
    PendingChange withPaths(String snapshot, List<KeptChange> kept) {
      return new PendingChange(
          phase, kept, snapshot, stateSha256, restarting, started, id, owner, mark);
    }

    /** What was kept by this kind, in the order in which the things were changed. */
    public List<KeptChange> ofKind(String kind) {
      return changes.stream().filter(each -> each.kind().equals(kind)).toList();
    }
  }

  /** Nothing has happened yet. */
  public static RunState empty(String plan) {
    return new RunState(SCHEMA, plan, null, Map.of(), List.of(), null, Map.of());
  }

  /** Where the phase stands; {@link PhaseState#NOT_RUN} if it has not begun. */
  public PhaseState phase(String tag) {
    PhaseRecord phase = phases.get(tag);
    return phase == null ? PhaseState.NOT_RUN : phase.state();
  }

  /** The change that is not yet committed. */
  public Optional<PendingChange> pendingChange() {
    return Optional.ofNullable(pending);
  }

  RunState withServer(Fingerprint fingerprint) {
    return new RunState(schema, plan, fingerprint, phases, approvals, pending, artifacts);
  }

  RunState withPhase(String tag, PhaseRecord phase) {
    Map<String, PhaseRecord> changed = new LinkedHashMap<>(phases);
    changed.put(tag, phase);
    return new RunState(schema, plan, server, changed, approvals, pending, artifacts);
  }

  public RunState withApprovals(List<Approval> given) {
    return new RunState(schema, plan, server, phases, List.copyOf(given), pending, artifacts);
  }

  /** Approvals are used up by the change that they were given for. */
  RunState withoutApprovalsOf(@Nullable String change) {
    return withApprovals(
        approvals.stream().filter(approval -> !approval.change().equals(change)).toList());
  }

  RunState withPending(@Nullable PendingChange change) {
    return new RunState(schema, plan, server, phases, approvals, change, artifacts);
  }

  /** The same with more files, or files as they are now; by path, relative to metrics/. */
  public RunState withArtifacts(Map<String, String> sha256ByPath) {
    Map<String, String> changed = new LinkedHashMap<>(artifacts);
    changed.putAll(sha256ByPath);
    return new RunState(schema, plan, server, phases, approvals, pending, changed);
  }
}
