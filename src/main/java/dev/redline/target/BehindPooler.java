package dev.redline.target;

import dev.redline.postgres.Connector;
import dev.redline.postgres.Endpoint;
import dev.redline.postgres.ServerControl;
import java.util.Optional;

/**
 * A server of somebody's that was reached through a pooler. It is only read, whatever the plan says
 * about its commands: a pooler answers while its server is down, and a lock that belongs to a
 * session would be anybody's. No statement is prepared at the server, where the next one may run in
 * another session.
 *
 * @param server as it was named
 * @param how such as {@code through PgBouncer 1.18.0, pool mode transaction}
 */
public record BehindPooler(Target server, Connector connector, String how) implements Target {

  /** Opens nothing. */
  public static BehindPooler of(Target server, String how) {
    return new BehindPooler(server, server.connector().with(BehindPooler::unprepared), how);
  }

  private static Endpoint unprepared(Endpoint endpoint) {
    return endpoint.withProperty("prepareThreshold", "0");
  }

  @Override
  public String description() {
    return "your server %s (read only: %s)".formatted(connector.endpoint(), how);
  }

  @Override
  public Optional<ServerControl> control() {
    return Optional.empty();
  }

  @Override
  public Optional<ManualCommands> byHand() {
    return Optional.empty();
  }

  @Override
  public Optional<HostMemory> memory() {
    return server.memory();
  }

  @Override
  public boolean throwaway() {
    return false;
  }

  @Override
  public void close() {
    server.close();
  }
}
