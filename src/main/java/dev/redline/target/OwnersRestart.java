package dev.redline.target;

import dev.redline.postgres.Connector;
import dev.redline.postgres.ServerControlException;
import dev.redline.postgres.ServerProcess;
import dev.redline.postgres.ServerStartException;
import java.time.Duration;

/** A server that is restarted by its owner alone, when that is planned, or never. */
public final class OwnersRestart implements ServerProcess {

  private static final String NOT_OURS = "gates/target.yaml leaves it to you to restart";

  private final Connector connector;

  public OwnersRestart(Connector connector) {
    this.connector = connector;
  }

  /** {@inheritDoc} Known from its answers alone: who is refused for a moment asks again. */
  @Override
  public boolean running() {
    return connector.takesConnectionsSoon();
  }

  @Override
  public boolean mayRestart() {
    return false;
  }

  @Override
  public void start(Duration patience) {
    if (!running()) {
      throw new ServerStartException(
          "The server at %s takes no connection, and %s: start it, then run again."
              .formatted(connector.endpoint(), NOT_OURS),
          "");
    }
  }

  @Override
  public void stop(Duration patience) {
    throw new ServerControlException(
        "The server at %s is not stopped: %s.".formatted(connector.endpoint(), NOT_OURS));
  }

  @Override
  public void restart(Duration stopPatience, Duration startPatience) {
    stop(stopPatience);
  }
}
