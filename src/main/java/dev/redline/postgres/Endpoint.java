package dev.redline.postgres;

import dev.redline.dsn.Secret;
import java.util.Properties;

/**
 * Where a server listens and as whom to connect.
 *
 * @param jdbcUrl without credentials: it appears in messages
 * @param properties pgjdbc's connection properties, the password among them: never shown
 */
public record Endpoint(String jdbcUrl, Properties properties) {

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

  /** The account that connects, or {@code "(none)"}. */
  public String user() {
    return properties.getProperty("user", "(none)");
  }

  /** The address and the account, without secrets. */
  @Override
  public String toString() {
    return jdbcUrl.replaceFirst("^jdbc:", "").replaceFirst("\\?.*$", "") + " as " + user();
  }
}
