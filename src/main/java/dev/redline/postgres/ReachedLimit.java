package dev.redline.postgres;

import dev.redline.plan.TimeLimits;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.postgresql.util.GT;

/** Tells which limit has ended an attempt to connect, and where it is set. */
final class ReachedLimit {

  /** What the driver says, in the language of this machine. */
  private static final String LOGIN_ENDED = GT.tr("Connection attempt timed out.");

  private static final String CONNECT_ENDED = "Connect timed out";

  private ReachedLimit() {}

  /** What was reached and what to do; empty if the attempt ended by itself. */
  static Optional<String> of(Endpoint endpoint, TimeLimits limits, SQLException failure) {
    if (LOGIN_ENDED.equals(failure.getMessage())) {
      return Optional.of(sentence("login", "loginTimeout", limits.login(), endpoint));
    }
    return failure.getCause() instanceof SocketTimeoutException timeout
            && CONNECT_ENDED.equalsIgnoreCase(timeout.getMessage())
        ? Optional.of(sentence("connect", "connectTimeout", limits.connect(), endpoint))
        : Optional.empty();
  }

  /** What the connection string says goes first. */
  private static String sentence(String name, String property, Duration limit, Endpoint endpoint) {
    String own = endpoint.properties().getProperty(property);
    String set =
        own == null
            ? "limits.%s in gates/target.yaml: %d s".formatted(name, limit.toSeconds())
            : "%s in the connection string: %s s".formatted(property, own);
    return "The limit of the %s is reached (%s). Check that the server runs, that host and port are right and that the network lets you through, or raise the limit."
        .formatted(name, set);
  }
}
