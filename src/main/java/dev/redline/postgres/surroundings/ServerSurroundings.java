package dev.redline.postgres.surroundings;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.Endpoint;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who stands around a server.
 *
 * @param participants recognised or suspected, those nearest to the client first
 * @param reached the address at which the server itself was reached, as it says
 */
public record ServerSurroundings(List<Participant> participants, String reached) {

  private static final Path PROC = Path.of("/proc");

  public ServerSurroundings {
    participants = List.copyOf(participants);
  }

  /**
   * Looks around by what the server and the connections to it say. Changes nothing; behind a pooler
   * it opens a second session for a moment and knocks at the pooler's console.
   */
  public static ServerSurroundings read(Connector connector, Clock clock) throws SQLException {
    Connector plainly = connector.with(ServerSurroundings::simple);
    try (Connection connection = plainly.open(ApplicationName.CONTROL)) {
      Route route = new RouteProbe(plainly, PROC).follow(connection);
      return of(route, new FactsReader(connection).read(clock));
    }
  }

  /** The pooler alone: enough to know whether anything may be done at all. */
  public static Optional<Participant> pooler(Connector connector) throws SQLException {
    Connector plainly = connector.with(ServerSurroundings::simple);
    try (Connection connection = plainly.open(ApplicationName.CONTROL)) {
      return PoolerSigns.in(new RouteProbe(plainly, PROC).follow(connection))
          .filter(Participant::recognised);
    }
  }

  /** Without statements prepared at the server: a pooler may lose them. */
  private static Endpoint simple(Endpoint endpoint) {
    return endpoint.withProperty("preferQueryMode", "simple");
  }

  static ServerSurroundings of(Route route, ServerFacts facts) {
    Optional<Participant> pooler = PoolerSigns.in(route);
    Optional<Participant> between =
        pooler.filter(Participant::recognised).or(() -> TunnelSigns.in(route)).or(() -> pooler);
    List<Participant> all =
        Stream.of(
                between.stream(),
                ReplicationSigns.in(facts),
                PatroniSigns.in(facts).stream(),
                Signatures.ALL.stream().flatMap(signature -> signature.in(facts).stream()))
            .flatMap(found -> found)
            .toList();
    String port = route.serverPort() == 0 ? "" : ":" + route.serverPort();
    return new ServerSurroundings(all, route.serverAddress().orElse("a Unix socket") + port);
  }

  /** Those of a kind that are taken to be there. */
  public List<Participant> recognised(Kind kind) {
    return participants.stream().filter(each -> each.kind() == kind && each.recognised()).toList();
  }

  /** The table that discovery shows, one line each. */
  @Override
  public String toString() {
    return participants.isEmpty()
        ? "nobody"
        : participants.stream().map(Participant::toString).collect(Collectors.joining("\n"));
  }
}
