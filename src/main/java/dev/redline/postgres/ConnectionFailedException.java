package dev.redline.postgres;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * No connection could be had. The message names the address and the account, never the password.
 */
public final class ConnectionFailedException extends RuntimeException {

  private final @Nullable String sqlState;

  ConnectionFailedException(Endpoint endpoint, int attempts, SQLException cause) {
    super(
        "Could not connect to %s after %d %s: %s (SQLSTATE %s). %s"
            .formatted(
                endpoint,
                attempts,
                attempts == 1 ? "attempt" : "attempts",
                cause.getMessage(),
                cause.getSQLState(),
                advice(cause.getSQLState())),
        cause);
    this.sqlState = cause.getSQLState();
  }

  /** The SQLSTATE of the last attempt, if the driver gave one. */
  public @Nullable String sqlState() {
    return sqlState;
  }

  private static String advice(@Nullable String state) {
    return switch (state == null ? "" : state) {
      case "28P01", "28000" -> "Check the user name, the password and pg_hba.conf.";
      case "3D000" -> "Check the name of the database, or create it.";
      case "53300" -> "Every connection slot is taken: end idle sessions or raise max_connections.";
      case "57P03" -> "The server is still starting or recovering: look at its log.";
      default -> "Check that the server runs and that host and port are right.";
    };
  }
}
