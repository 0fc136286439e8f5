package dev.redline.change.mark;

import dev.redline.files.Sha256;
import dev.redline.state.RunState.PendingChange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a server says about one change.
 *
 * @param id tells this attempt from all others, those of the same change among them
 * @param change hash of what was approved
 * @param phase its tag
 * @param owner the clone that answers for it: folder and host
 * @param since when it came to this state, or into these hands; in milliseconds
 * @param digest SHA-256 of what was kept to take it back
 * @param settings the values that it brought into force, as {@code SHOW} prints them and without
 *     secrets; empty until it is committed
 */
public record ServerMark(
    String id,
    String change,
    String phase,
    State state,
    String owner,
    Instant since,
    String digest,
    Map<String, String> settings) {

  /** How many digits of an id a person has to type. */
  static final int SHORT = 8;

  /** How far a change has come. */
  public enum State {
    /** The server may hold the old configuration, the new one, or not run. */
    APPLYING("being applied"),
    /** In force, and a person has to decide whether it stays. */
    WAITING("waiting for its commit"),
    /** It stays. */
    COMMITTED("committed");

    private final String words;

    State(String words) {
      this.words = words;
    }
  }

  public ServerMark {
    settings = new TreeMap<>(settings);
    since = since.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Names an attempt that begins now. */
  public static String idOf(String phase, String change, String owner, Instant begun) {
    String text = String.join("\n", phase, change, owner, begun.toString());
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The mark of a change that is on its way; empty for one that an earlier version has begun.
   *
   * @param digest of what was kept
   */
  static Optional<ServerMark> of(PendingChange pending, State state, Instant now, String digest) {
    String id = pending.mark();
    String owner = pending.owner();
    return id == null || owner == null
        ? Optional.empty()
        : Optional.of(
            new ServerMark(
                id,
                String.valueOf(pending.id()),
                pending.phase(),
                state,
                owner,
                now,
                digest,
                Map.of()));
  }

  /** The same change, which has these values in force. */
  public ServerMark committed(Instant now, Map<String, String> inForce) {
    return new ServerMark(id, change, phase, State.COMMITTED, owner, now, digest, inForce);
  }

  public boolean stays() {
    return state == State.COMMITTED;
  }

  /** Whether the clone that has this change on its way is the one that answers for it. */
  public boolean belongsTo(PendingChange pending) {
    return id.equals(pending.mark()) && owner.equals(pending.owner());
  }

  /** What {@code -Dtakeover} takes. */
  public String word() {
    return id.substring(0, SHORT);
  }

  /** Whose it is, how far it has come and since when. */
  @Override
  public String toString() {
    return "%s of %s, %s, since %s".formatted(phase, owner, state.words, since);
  }
}
