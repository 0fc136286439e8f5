package dev.redline.dsn;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What a connection string says, with libpq's defaults for what it does not say: port 5432, the
 * account's own name as user, the user's name as database. A missing host is localhost.
 *
 * @param hosts in the order in which they are to be tried, at least one
 * @param secrets passwords under pgjdbc's names: {@code password}, {@code sslpassword}
 * @param parameters under pgjdbc's names, without passwords
 * @param ignored parameters without effect here, by the names they were given
 */
public record Dsn(
    List<HostPort> hosts,
    String database,
    String user,
    Map<String, Secret> secrets,
    Map<String, String> parameters,
    List<String> ignored) {

  public Dsn {
    hosts = List.copyOf(hosts);
    secrets = Map.copyOf(secrets);
    parameters = Map.copyOf(parameters);
    ignored = List.copyOf(ignored);
  }

  /**
   * Reads {@code postgresql://} (also {@code postgres://}, {@code postgresql+driver://}), {@code
   * key=value} and {@code jdbc:postgresql:} strings. Space around them does not count.
   *
   * @throws DsnException if {@code text} is none of them or cannot be taken apart without guessing
   */
  public static Dsn parse(String text) {
    return ConnectionString.parse(text);
  }

  /** Empty if the connection string has none. */
  public Optional<Secret> password() {
    return Optional.ofNullable(secrets.get("password"));
  }

  /**
   * The URL for pgjdbc, without user, passwords and parameters: those are {@link #properties}. For
   * a Unix socket it names localhost, and the properties name the socket.
   *
   * @throws DsnException if there are several hosts, and one of them is a Unix socket
   */
  public String jdbcUrl() {
    String address = socket().map(host -> "localhost:" + host.port()).orElseGet(this::listed);
    return "jdbc:postgresql://" + address + "/" + PercentEncoding.encode(database);
  }

  private Optional<HostPort> socket() {
    Optional<HostPort> socket = hosts.stream().filter(HostPort::isSocket).findFirst();
    if (socket.isPresent() && hosts.size() > 1) {
      throw new DsnException(
          "The connection string names several hosts, one of them a socket directory, and the JDBC"
              + " driver takes a socket alone. Name one host.");
    }
    return socket;
  }

  /** User, passwords and parameters for pgjdbc; a new object each time. Never to be printed. */
  public Properties properties() {
    Properties properties = new Properties();
    properties.putAll(parameters);
    socket().ifPresent(host -> properties.putAll(UnixSocket.properties(host)));
    properties.setProperty("user", user);
    secrets.forEach((name, secret) -> properties.setProperty(name, secret.reveal()));
    return properties;
  }

  private String listed() {
    return hosts.stream().map(HostPort::toString).collect(Collectors.joining(","));
  }

  /** As in {@code postgresql://app@db.example:5432/rag}: no passwords, no parameters. */
  @Override
  public String toString() {
    return "postgresql://%s@%s/%s"
        .formatted(PercentEncoding.encode(user), listed(), PercentEncoding.encode(database));
  }
}
