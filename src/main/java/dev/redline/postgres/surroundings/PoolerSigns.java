package dev.redline.postgres.surroundings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds a connection pooler by what it cannot hide, and tells which one and in which mode. */
final class PoolerSigns {

  /** Of version, error message or host name, as their sources and documentation have them. */
  private static final List<Map.Entry<Pattern, String>> NAMES =
      List.of(
          entry("supavisor|tenant or user not found|pooler\\.supabase\\.com", "Supavisor"),
          entry("odyssey", "Odyssey"),
          entry("pgcat|no pool configured", "PgCat"),
          entry("\\.proxy-[a-z0-9]+\\.", "RDS Proxy"),
          entry("-pooler\\.[a-z0-9.-]*neon", "Neon's PgBouncer"),
          entry(
              "bouncer|not allowed|unsupported startup parameter|no such user|set failed",
              "PgBouncer"));

  private static final Pattern VERSION = Pattern.compile("(?i)(?:pgbouncer|pgcat)\\s+(\\d[\\w.]*)");

  /** Those that poolers listen on unless told otherwise. */
  private static final List<Integer> PORTS = List.of(6432, 6543);

  private PoolerSigns() {}

  static Optional<Participant> in(Route route) {
    List<Sign> signs = new ArrayList<>();
    if (route.loginElsewhere()) {
      signs.add(
          Sign.proof(
              "the login named process %d, statements run in %d"
                  .formatted(route.loginProcess(), route.processes().get(0))));
    }
    if (route.processChanges()) {
      signs.add(Sign.proof("statements of one session ran in different processes"));
    }
    if (route.processShared()) {
      signs.add(Sign.proof("two sessions at once had the same process"));
    }
    route.refusal().ifPresent(text -> signs.add(Sign.proof("a transaction was refused: " + text)));
    route.console().ifPresent(text -> signs.add(Sign.proof("a console answers: " + text)));
    address(route, signs);
    return Participant.of(Kind.POOLER, name(route), signs);
  }

  private static void address(Route route, List<Sign> signs) {
    boolean bySocket = route.endpoint().socketDirectory().isPresent();
    int direct = bySocket ? 0 : route.endpoint().port();
    if (!signs.isEmpty() && route.serverPort() != direct) {
      signs.add(
          Sign.hint(
              "connected to port %d, the server listens %s"
                  .formatted(
                      route.endpoint().port(),
                      route.serverPort() == 0
                          ? "on a Unix socket"
                          : "on port " + route.serverPort())));
    }
    if (PORTS.contains(route.endpoint().port())) {
      signs.add(Sign.hint("port " + route.endpoint().port() + " is one that poolers use"));
    }
  }

  private static String name(Route route) {
    String said = route.console().orElse("") + " " + route.endpoint().host();
    String name =
        NAMES.stream()
            .filter(known -> known.getKey().matcher(said).find())
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("a pooler that does not tell its name");
    String version =
        VERSION.matcher(said).results().map(found -> " " + found.group(1)).findFirst().orElse("");
    return "%s%s, pool mode %s".formatted(name, version, mode(route));
  }

  private static String mode(Route route) {
    if (route.refusal().isPresent()) {
      return "statement";
    }
    return route.processShared() || route.processChanges() ? "transaction" : "session";
  }

  private static Map.Entry<Pattern, String> entry(String pattern, String name) {
    return Map.entry(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), name);
  }
}
