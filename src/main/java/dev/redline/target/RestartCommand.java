package dev.redline.target;

import dev.redline.plan.Yours;
import dev.redline.postgres.Connector;
import dev.redline.postgres.ServerControlException;
import dev.redline.postgres.ServerProcess;
import dev.redline.postgres.ServerStartException;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A server, wherever it is, that one command of its owner restarts. What counts is since when the
 * server says that it runs; what the command says of itself is kept.
 */
public final class RestartCommand implements ServerProcess {

  private final Connector connector;
  private final Yours yours;
  private final Duration limit;

  /**
   * @param limit how long the command may run at most
   */
  public RestartCommand(Connector connector, Yours yours, Duration limit) {
    this.connector = connector;
    this.yours = yours;
    this.limit = limit;
  }

  /** {@inheritDoc} Known from its answers alone: who is refused for a moment asks again. */
  @Override
  public boolean running() {
    return connector.takesConnectionsSoon();
  }

  /** {@inheritDoc} A server that is down is started by the command that restarts it. */
  @Override
  public void start(Duration patience) {
    if (!running()) {
      restart(patience, patience);
    }
  }

  @Override
  public void stop(Duration patience) {
    throw new ServerControlException(
        "The server at %s is restarted by %s, and not stopped."
            .formatted(connector.endpoint(), String.join(" ", yours.restart().command())));
  }

  @Override
  public void restart(Duration stopPatience, Duration startPatience) {
    Optional<String> before = StartTime.of(connector);
    HostCommand.Result result =
        OwnersCommand.of(yours, limit)
            .run(stopPatience.plus(startPatience), yours.restart().command());
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .atMost(startPatience)
          .until(() -> StartTime.of(connector).filter(now -> isNew(now, before)).isPresent());
    } catch (ConditionTimeoutException e) {
      throw new ServerStartException(
          "The command that restarts the server (%s) ended with %d, and %s; %s."
              .formatted(
                  String.join(" ", yours.restart().command()),
                  result.exitCode(),
                  StartTime.of(connector)
                      .map(since -> "the server runs since " + since + " still")
                      .orElse("the server takes no connection"),
                  KeptOutput.of(result.output())),
          "");
    }
  }

  private static boolean isNew(String now, Optional<String> before) {
    return before.filter(now::equals).isEmpty();
  }
}
