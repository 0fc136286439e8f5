package dev.redline.target;

import dev.redline.plan.TargetOptions.Yours;
import dev.redline.postgres.Endpoint;
import dev.redline.postgres.ServerControlException;
import dev.redline.postgres.ServerProcess;
import dev.redline.postgres.ServerStartException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A server on this machine that is started and stopped by commands of its owner. */
public final class CommandProcess implements ServerProcess {

  private final Endpoint endpoint;
  private final Yours commands;

  public CommandProcess(Endpoint endpoint, Yours commands) {
    this.endpoint = endpoint;
    this.commands = commands;
  }

  /** Whether something answers at the server's address, ready or not. */
  @Override
  public boolean running() {
    return reach() != Reach.NOTHING_THERE;
  }

  @Override
  public void start(Duration patience) {
    if (comesUp(patience)) {
      return;
    }
    HostCommand.Result result = run(commands.start(), patience);
    if (!result.succeeded() && !comesUp(patience)) {
      throw new ServerStartException(
          "The command that starts the server (%s) ended with %d."
              .formatted(String.join(" ", commands.start()), result.exitCode()),
          result.output());
    }
    try {
      Awaitility.await().atMost(patience).until(() -> reach() == Reach.ACCEPTS);
    } catch (ConditionTimeoutException e) {
      throw new ServerStartException(
          "The server at %s accepts no connection %d s after it was started."
              .formatted(endpoint, patience.toSeconds()),
          result.output());
    }
  }

  /**
   * Waits until the server accepts connections or is not there; whether it accepts. A killed run
   * may have left it on its way up or down.
   */
  private boolean comesUp(Duration patience) {
    try {
      Awaitility.await().atMost(patience).until(() -> reach() != Reach.NOT_READY);
      return reach() == Reach.ACCEPTS;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  @Override
  public void stop(Duration patience) {
    if (!running()) {
      return;
    }
    HostCommand.Result result = run(commands.stop(), patience);
    try {
      Awaitility.await().atMost(patience).until(() -> !running());
    } catch (ConditionTimeoutException e) {
      throw new ServerControlException(
          String.format(
              Locale.ROOT,
              "The server at %s still answers %d s after %s (which ended with %d: %s).",
              endpoint,
              patience.toSeconds(),
              String.join(" ", commands.stop()),
              result.exitCode(),
              result.output().strip()));
    }
  }

  private static HostCommand.Result run(List<String> command, Duration patience) {
    try {
      return HostCommand.asOurselves().run(patience, "", command);
    } catch (TargetException e) {
      throw new ServerControlException(String.valueOf(e.getMessage()), e);
    }
  }

  private enum Reach {
    NOTHING_THERE,
    NOT_READY,
    ACCEPTS
  }

  private Reach reach() {
    try (Connection connection =
        DriverManager.getConnection(endpoint.jdbcUrl(), endpoint.properties())) {
      return connection.isValid(0) ? Reach.ACCEPTS : Reach.NOT_READY;
    } catch (SQLException e) {
      String state = String.valueOf(e.getSQLState());
      return state.startsWith("08") ? Reach.NOTHING_THERE : Reach.NOT_READY;
    }
  }
}
