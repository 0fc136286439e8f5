package dev.redline.postgres;

import dev.redline.dsn.Secret;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server listens and as whom to connect.
 *
 * @param jdbcUrl without credentials: it appears in messages
 * @param properties pgjdbc's connection properties, the password among them: never shown
 */
public record Endpoint(String jdbcUrl, Properties properties) {

  private static final Pattern ADDRESS =
      Pattern.compile("jdbc:postgresql://\\[?([^/\\]:,?]+|[0-9A-Fa-f:.]+)]?(?::(\\d+))?");

  private static final Pattern SOCKET_FILE = Pattern.compile("(/.*)/\\.s\\.PGSQL\\.\\d+");

  private static final int DEFAULT_PORT = 5432;

  /** An endpoint on the loopback interface. */
  public static Endpoint loopback(int port, String database, String user, String password) {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    return new Endpoint("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
  }

  /** The same address for another account. */
  public Endpoint as(String user, Secret password) {
    Properties other = new Properties();
    other.putAll(properties);
    other.setProperty("user", user);
    other.setProperty("password", password.reveal());
    return new Endpoint(jdbcUrl, other);
  }

  /** Another database at the same address, for the same account. */
  public Endpoint inDatabase(String database) {
    return new Endpoint(
        jdbcUrl.replaceFirst(
            "^(jdbc:postgresql://[^/?]*)/[^?]*", "$1/" + Matcher.quoteReplacement(database)),
        properties);
  }

  /** Another server, for the same account and database. */
  public Endpoint at(String host, int port) {
    String address = host.contains(":") ? "[%s]".formatted(host) : host;
    return new Endpoint(
        jdbcUrl.replaceFirst(
            "^jdbc:postgresql://[^/?]*",
            Matcher.quoteReplacement("jdbc:postgresql://%s:%d".formatted(address, port))),
        properties);
  }

  /** The same with one more of pgjdbc's connection properties. */
  public Endpoint withProperty(String name, String value) {
    Properties more = new Properties();
    more.putAll(properties);
    more.setProperty(name, value);
    return new Endpoint(jdbcUrl, more);
  }

  /** As in {@code db.example}, {@code 127.0.0.1} or {@code ::1}; the first of several. */
  public String host() {
    return address().group(1);
  }

  /** The first of several. */
  public int port() {
    String port = address().group(2);
    return port == null ? DEFAULT_PORT : Integer.parseInt(port);
  }

  /** Whether it names one server, not several of which the driver takes one. */
  public boolean namesOneHost() {
    return !jdbcUrl.replaceFirst("^jdbc:postgresql://([^/?]*).*$", "$1").contains(",");
  }

  /** The directory of the Unix socket; empty if it is reached by TCP. */
  public Optional<String> socketDirectory() {
    return Optional.ofNullable(properties.getProperty("socketFactoryArg"))
        .map(SOCKET_FILE::matcher)
        .filter(Matcher::matches)
        .map(file -> file.group(1));
  }

  /** Whether it is a TCP address of the machine that asks. */
  public boolean isLoopback() {
    return socketDirectory().isEmpty() && isLocalName();
  }

  private boolean isLocalName() {
    return host().equals("localhost") || host().equals("::1") || host().startsWith("127.");
  }

  private Matcher address() {
    Matcher address = ADDRESS.matcher(jdbcUrl);
    if (!address.lookingAt()) {
      throw new IllegalStateException("No host in " + this);
    }
    return address;
  }

  /** The account that connects, or {@code "(none)"}. */
  public String user() {
    return properties.getProperty("user", "(none)");
  }

  /** The address and the account, without secrets. */
  @Override
  public String toString() {
    String address = jdbcUrl.replaceFirst("^jdbc:", "").replaceFirst("\\?.*$", "");
    return socketDirectory().map(folder -> address + " by " + folder).orElse(address)
        + " as "
        + user();
  }
}
