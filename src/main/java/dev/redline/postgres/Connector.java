package dev.redline.postgres;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.redline.dsn.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens connections to one server, wherever it listens at the moment. */
public final class Connector {

  private static final Logger LOG = LoggerFactory.getLogger(Connector.class);

  /** Until the server's address takes the connection. */
  private static final String CONNECT_TIMEOUT_SECONDS = "10";

  /** Until the server has let the account in: one that takes connections may hang all the same. */
  private static final String LOGIN_TIMEOUT_SECONDS = "10";

  /** A server under load answers late. */
  private static final int ANSWER_SECONDS = 5;

  private final Supplier<Endpoint> endpoint;
  private final ConnectionAttempts attempts;
  private final List<String> failures = new CopyOnWriteArrayList<>();

  /**
   * @param endpoint asked before each attempt, because a container's port may change on restart
   */
  public Connector(Supplier<Endpoint> endpoint, ConnectionAttempts attempts) {
    this.endpoint = endpoint;
    this.attempts = attempts;
  }

  /** Opens connections to the same server for another account. */
  public Connector as(String user, Secret password) {
    return new Connector(() -> endpoint().as(user, password), attempts);
  }

  /** Opens connections to the same server in another way. */
  public Connector with(UnaryOperator<Endpoint> change) {
    return new Connector(() -> change.apply(endpoint()), attempts);
  }

  /** The address and account that the next connection would use. */
  public Endpoint endpoint() {
    return endpoint.get();
  }

  /** The attempts that failed so far, in order, for the record; without secrets. */
  public List<String> failedAttempts() {
    return List.copyOf(failures);
  }

  /**
   * A new connection in autocommit mode, to be closed by the caller.
   *
   * @param applicationName what {@code pg_stat_activity} shows for it
   * @throws ConnectionFailedException at once if credentials or database are wrong; after the
   *     configured attempts if the server does not answer
   */
  public Connection open(ApplicationName applicationName) {
    AtomicInteger tried = new AtomicInteger();
    try {
      return Failsafe.with(attempts.<Connection>policy())
          .get(() -> attempt(applicationName, tried.incrementAndGet()));
    } catch (FailsafeException e) {
      if (e.getCause() instanceof SQLException sql) {
        throw new ConnectionFailedException(endpoint(), tried.get(), sql);
      }
      throw e;
    }
  }

  /** Whether the session is still there and answers within five seconds. */
  public static boolean answers(Connection connection) throws SQLException {
    return connection.isValid(ANSWER_SECONDS);
  }

  private Connection attempt(ApplicationName applicationName, int number) throws SQLException {
    Endpoint now = endpoint();
    Properties properties = properties(now, applicationName);
    try {
      return DriverManager.getConnection(now.jdbcUrl(), properties);
    } catch (SQLException e) {
      String failure =
          "attempt %d to connect to %s failed: %s".formatted(number, now, e.getMessage());
      failures.add(failure);
      LOG.warn("{}", failure);
      throw e;
    }
  }

  /** What the endpoint says itself goes first. */
  static Properties properties(Endpoint endpoint, ApplicationName applicationName) {
    Properties properties = new Properties();
    properties.putAll(endpoint.properties());
    properties.setProperty("ApplicationName", applicationName.value());
    properties.putIfAbsent("connectTimeout", CONNECT_TIMEOUT_SECONDS);
    properties.putIfAbsent("loginTimeout", LOGIN_TIMEOUT_SECONDS);
    properties.putIfAbsent("tcpKeepAlive", "true");
    return properties;
  }
}
