package dev.redline.dsn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes a {@link Dsn} of libpq's keywords, whichever form they came in. */
final class Keywords {

  private final Map<String, String> remaining;

  private Keywords(Map<String, String> keywords) {
    this.remaining = new LinkedHashMap<>(keywords);
  }

  static Dsn toDsn(Map<String, String> keywords) {
    return new Keywords(keywords).dsn();
  }

  private Dsn dsn() {
    List<HostPort> hosts = hosts();
    String user = take("user").orElseGet(() -> System.getProperty("user.name"));
    String database = take("dbname").orElse(user);
    if (database.contains("://")) {
      throw new DsnException("the database is a connection string itself; write one of the two");
    }
    refuseFragments(user, database, hosts);
    Map<String, Secret> secrets = secrets();
    DriverParameters parameters = DriverParameters.of(remaining);
    return new Dsn(hosts, database, user, secrets, parameters.values(), parameters.ignored());
  }

  /** What is shown must not hold the rest of a string that was cut in the wrong place. */
  private static void refuseFragments(String user, String database, List<HostPort> hosts) {
    String shown =
        user + database + hosts.stream().map(HostPort::host).collect(Collectors.joining());
    if (shown.contains("=") || shown.contains(";")) {
      throw new DsnException(
          "a user, database or socket directory holds an = or a ; as if more of the string belonged"
              + " to it; parameters stand after a ? and between &, or after spaces");
    }
  }

  private List<HostPort> hosts() {
    Optional<String> name = take("host");
    Optional<String> address = take("hostaddr");
    if (name.isPresent() && address.isPresent()) {
      throw new DsnException("host and hostaddr are both given; the JDBC driver takes one");
    }
    String[] hosts = name.or(() -> address).orElse("").split(",", -1);
    String[] ports = take("port").orElse("").split(",", -1);
    if (ports.length != 1 && ports.length != hosts.length) {
      throw new DsnException("the number of ports is neither one nor that of the hosts");
    }
    List<HostPort> result = new ArrayList<>();
    for (int index = 0; index < hosts.length; index++) {
      result.add(HostPort.of(hosts[index].strip(), ports[ports.length == 1 ? 0 : index].strip()));
    }
    return result;
  }

  private Map<String, Secret> secrets() {
    Map<String, Secret> secrets = new LinkedHashMap<>();
    for (String keyword : List.of("password", "sslpassword")) {
      take(keyword).ifPresent(value -> secrets.put(keyword, new Secret(value)));
    }
    return secrets;
  }

  private Optional<String> take(String keyword) {
    return Optional.ofNullable(remaining.remove(keyword));
  }
}
