package dev.redline.postgres;

import dev.redline.plan.TimeLimits;
import dev.redline.quoting.ServerWords;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * No connection could be had. The message names the address and the account, never the password.
 */
public final class ConnectionFailedException extends RuntimeException {

  private final @Nullable String sqlState;

  ConnectionFailedException(
      Endpoint endpoint, int attempts, TimeLimits limits, SQLException cause) {
    super(
        "Could not connect to %s after %d %s: %s (SQLSTATE %s). %s"
            .formatted(
                endpoint,
                attempts,
                attempts == 1 ? "attempt" : "attempts",
                ServerWords.of(cause),
                cause.getSQLState(),
                TlsAdvice.of(endpoint, cause)
                    .or(() -> ReachedLimit.of(endpoint, limits, cause))
                    .orElseGet(() -> advice(endpoint, cause))),
        cause);
    this.sqlState = cause.getSQLState();
  }

  /** The SQLSTATE of the last attempt, if the driver gave one. */
  public @Nullable String sqlState() {
    return sqlState;
  }

  private static String advice(Endpoint endpoint, SQLException cause) {
    String message = String.valueOf(cause.getMessage());
    if (message.contains("unsupported startup parameter")) {
      return "A pooler answers there: name the server itself.";
    }
    return switch (String.valueOf(cause.getSQLState())) {
      case "28P01" -> "Check the user name, the password and pg_hba.conf.";
      case "28000" ->
          endpoint.socketDirectory().isPresent()
              ? "By peer authentication the operating system's account is the key: run as the account"
                  + " of that name (runuser -u %s), or map yours in pg_ident.conf."
                      .formatted(endpoint.user())
              : "Check the user name, the password and pg_hba.conf.";
      case "3D000" -> "Check the name of the database, or create it.";
      case "53300" -> "Every connection slot is taken: end idle sessions or raise max_connections.";
      case "57P03" -> "The server is still starting or recovering: look at its log.";
      default -> "Check that the server runs and that host and port are right.";
    };
  }
}
