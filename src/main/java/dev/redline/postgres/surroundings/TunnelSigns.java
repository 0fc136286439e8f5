package dev.redline.postgres.surroundings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds a tunnel, a proxy or a forwarded port: an address of this machine, a server elsewhere. */
final class TunnelSigns {

  private TunnelSigns() {}

  /** Of a route without a pooler on it. */
  static Optional<Participant> in(Route route) {
    if (!route.endpoint().isLoopback()) {
      return Optional.empty();
    }
    List<Sign> signs = new ArrayList<>();
    String server = route.serverAddress().orElse("");
    if (server.isEmpty()) {
      signs.add(Sign.proof("connected by TCP, the server was reached by a Unix socket"));
    } else if (!server.startsWith("127.") && !server.equals("::1")) {
      signs.add(
          Sign.proof(
              "connected to %s, the server was reached at %s"
                  .formatted(route.endpoint().host(), server)));
    }
    if (!server.isEmpty() && route.serverPort() != route.endpoint().port()) {
      signs.add(
          Sign.hint(
              "connected to port %d, the server listens on port %d"
                  .formatted(route.endpoint().port(), route.serverPort())));
    }
    if (!route.processHere()) {
      signs.add(
          Sign.hint(
              "no process %d of PostgreSQL is seen on this machine"
                  .formatted(route.processes().get(0))));
    }
    return Participant.of(Kind.TUNNEL, "to " + destination(route), signs);
  }

  private static String destination(Route route) {
    return route
        .serverAddress()
        .map(address -> address + ":" + route.serverPort())
        .orElse("a Unix socket");
  }
}
