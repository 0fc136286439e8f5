package dev.redline.target;

import dev.redline.plan.Yours;
import dev.redline.postgres.Connector;
import dev.redline.postgres.ServerControlException;
import dev.redline.postgres.ServerProcess;
import dev.redline.postgres.ServerStartException;
import dev.redline.quoting.ShellText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A server on this machine that is started and stopped by commands of its owner. Whether it runs is
 * seen in its data directory: an address that refuses says nothing about that.
 */
public final class CommandProcess implements ServerProcess {

  private final Connector connector;
  private final DataDirectory directory;
  private final Yours commands;
  private final Duration limit;

  /**
   * @param directory that is proven to be the server's
   * @param limit of each command: {@code limits.command}
   */
  public CommandProcess(
      Connector connector, DataDirectory directory, Yours commands, Duration limit) {
    this.connector = connector;
    this.directory = directory;
    this.commands = commands;
    this.limit = limit;
  }

  @Override
  public boolean running() {
    return directory.postmaster().isPresent();
  }

  /** {@inheritDoc} A start or stop that a killed run has set going is waited for. */
  @Override
  public void start(Duration patience) {
    if (comesUp(patience)) {
      return;
    }
    requireNotStuck(patience);
    HostCommand.Result result = run(commands.start(), patience);
    if (comesUp(patience)) {
      return;
    }
    requireNotStuck(patience);
    throw new ServerStartException(
        "The command that starts the server (%s) ended with %d, and no server runs in %s; %s."
            .formatted(
                ShellText.line(commands.start()),
                result.exitCode(),
                directory.path(),
                KeptOutput.of(result.output())),
        "");
  }

  private void requireNotStuck(Duration patience) {
    Optional<Long> pid = directory.postmaster().map(DataDirectory.Postmaster::pid);
    if (pid.isPresent()) {
      throw new ServerStartException(
          "The server at %s runs as process %d and takes no connection within %d s. Look at its log; where it was stopped by a signal: kill -CONT %d."
              .formatted(connector.endpoint(), pid.get(), patience.toSeconds(), pid.get()),
          "");
    }
  }

  /** Waits until the server takes connections or does not run; whether it takes them. */
  private boolean comesUp(Duration patience) {
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .atMost(patience)
          .until(() -> !running() || connector.takesConnections());
      return running();
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
              "The server at %s still runs as process %s %d s after %s (which ended with %d: %s). Look what holds it; where it was stopped by a signal: kill -CONT. An immediate stop is for you to decide: pg_ctl stop -m immediate -D %s.",
              connector.endpoint(),
              directory.postmaster().map(each -> Long.toString(each.pid())).orElse("(gone)"),
              patience.toSeconds(),
              ShellText.line(commands.stop()),
              result.exitCode(),
              KeptOutput.of(result.output()),
              ShellText.word(directory.path().toString())));
    }
  }

  private HostCommand.Result run(List<String> command, Duration patience) {
    return OwnersCommand.of(commands, limit).run(patience, command);
  }
}
