package dev.redline.rag.baseline;

import dev.redline.postgres.ServerIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Which server retrieved the passages. Another one does not forbid a comparison, but is named.
 *
 * @param systemIdentifier null where it could not be read
 * @param vectorVersion null without pgvector
 */
public record ServerFingerprint(
    @Nullable String systemIdentifier, String version, @Nullable String vectorVersion) {

  /** The part of an identity that tells servers apart. */
  public static ServerFingerprint of(ServerIdentity identity) {
    return new ServerFingerprint(
        identity.systemIdentifier(), identity.version(), identity.vectorVersion());
  }

  /** As in {@code PostgreSQL 15.18, pgvector 0.8.0, system 7412}. */
  @Override
  public String toString() {
    return "PostgreSQL %s, pgvector %s, system %s"
        .formatted(version, vectorVersion, systemIdentifier);
  }
}
