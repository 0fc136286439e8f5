package dev.redline.record;

import java.time.Instant;
import java.util.Optional;

/**
 * A hot-fix that nobody has seen to yet.
 *
 * @param id the name of its files, without extension
 * @param server the system identifier of the server that it is about; empty if it is not known
 */
public record OpenHotFix(
    String id, Instant time, String phase, String gate, Optional<String> server) {

  /** Whether it may be about the server: it is, or it does not say which it is about. */
  boolean mayConcern(Optional<String> other) {
    return server.isEmpty() || other.isEmpty() || server.equals(other);
  }

  /** Whether it is known to be about the server. */
  boolean concerns(Optional<String> other) {
    return server.isPresent() && server.equals(other);
  }
}
