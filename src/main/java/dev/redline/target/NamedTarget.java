package dev.redline.target;

import dev.redline.postgres.ConnectionAttempts;
import dev.redline.postgres.Connector;
import dev.redline.postgres.Endpoint;
import dev.redline.postgres.ServerControl;
import java.util.Optional;

/** A server of somebody's: it is read, never changed. */
final class NamedTarget implements Target {

  private final Connector connector;

  NamedTarget(Endpoint endpoint, ConnectionAttempts attempts) {
    this.connector = new Connector(() -> endpoint, attempts);
  }

  @Override
  public String description() {
    return "your server " + connector.endpoint() + " (read only)";
  }

  @Override
  public Connector connector() {
    return connector;
  }

  @Override
  public Optional<ServerControl> control() {
    return Optional.empty();
  }

  @Override
  public Optional<HostMemory> memory() {
    return Optional.empty();
  }

  @Override
  public boolean throwaway() {
    return false;
  }

  @Override
  public void close() {
    // Connections are closed by those who opened them.
  }
}
