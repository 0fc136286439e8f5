package dev.redline.postgres;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.redline.dsn.Secret;
import dev.redline.plan.TimeLimits;
import dev.redline.quoting.ServerWords;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

  /** A server under load answers late. */
  private static final int ANSWER_SECONDS = 5;

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Supplier<Endpoint> endpoint;
  private final ConnectionAttempts attempts;
  private final TimeLimits limits;
  private final Beginning beginning;
  private final OpenSessions sessions;
  private final Optional<Connector> madeFrom;
  private final List<String> failures = new CopyOnWriteArrayList<>();

  /** What is done in a session before anything else. */
  interface Beginning {
    /** Gets the session and what it is for. */
    SessionPath begin(Connection session, ApplicationName purpose) throws SQLException;
  }

  /**
   * @param endpoint asked before each attempt, because a container's port may change on restart
   * @param limits how long sessions wait
   */
  public Connector(Supplier<Endpoint> endpoint, ConnectionAttempts attempts, TimeLimits limits) {
    this(
        endpoint,
        attempts,
        limits,
        (session, purpose) -> SessionSettings.of(limits, purpose).begin(session),
        new OpenSessions(),
        Optional.empty());
  }

  Connector(
      Supplier<Endpoint> endpoint,
      ConnectionAttempts attempts,
      TimeLimits limits,
      Beginning beginning,
      OpenSessions sessions,
      Optional<Connector> madeFrom) {
    this.endpoint = endpoint;
    this.attempts = attempts;
    this.limits = limits;
    this.beginning = beginning;
    this.sessions = sessions;
    this.madeFrom = madeFrom;
  }

  /** Opens connections to another server in the same way. */
  public Connector to(Supplier<Endpoint> other) {
    return new Connector(other, attempts, limits, beginning, sessions, Optional.empty());
  }

  /** Opens connections to the same server for another account, which keeps the limits it has. */
  public Connector as(String user, Secret password) {
    return new Connector(
        () -> endpoint().as(user, password),
        attempts,
        limits,
        (session, purpose) -> SessionSettings.leavingLimits().begin(session),
        sessions,
        Optional.of(this));
  }

  /** Connects as who may look at what others do: where it was made by {@link #as}, by whom. */
  public Connector watcher() {
    return madeFrom.orElse(this);
  }

  /**
   * Ends every session that this connector, or one made from it, has open: whoever waits for one
   * gets an exception at once. For when a limit is reached or the run is to end.
   */
  public void abortSessions() {
    sessions.abort();
  }

  /** Opens connections to the same server in another way. */
  public Connector with(UnaryOperator<Endpoint> change) {
    return to(() -> change.apply(endpoint()));
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
   * A new connection in autocommit mode, to be closed by the caller. Names are found in pg_catalog
   * and in schemas in which nobody else creates objects; limits and notations are ours, whatever
   * role and database are set to.
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
        throw new ConnectionFailedException(endpoint(), tried.get(), limits, sql);
      }
      throw e;
    }
  }

  /** Whether the server takes connections now: it lets one in, or says why not. Tried once. */
  public boolean takesConnections() {
    Endpoint now = endpoint();
    Properties properties = properties(now, ApplicationName.CONTROL, limits);
    try (Connection connection = DriverManager.getConnection(now.jdbcUrl(), properties)) {
      return connection.isValid(ANSWER_SECONDS);
    } catch (SQLException e) {
      return !ConnectionAttempts.mayPass(e);
    }
  }

  /**
   * Whether the server takes connections now or within five seconds: what is refused for a moment
   * says nothing of the server.
   */
  public boolean takesConnectionsSoon() {
    RetryPolicy<Boolean> again =
        RetryPolicy.<Boolean>builder()
            .handleResult(false)
            .withMaxRetries(-1)
            .withDelay(PAUSE)
            .withMaxDuration(Duration.ofSeconds(ANSWER_SECONDS))
            .build();
    return Failsafe.with(again).get(this::takesConnections);
  }

  /** Whether the session is still there and answers within five seconds. */
  public static boolean answers(Connection connection) throws SQLException {
    return connection.isValid(ANSWER_SECONDS);
  }

  private Connection attempt(ApplicationName applicationName, int number) throws SQLException {
    Endpoint now = endpoint();
    Properties properties = properties(now, applicationName, limits);
    try {
      return connected(now, properties, applicationName);
    } catch (SQLException e) {
      String failure =
          "attempt %d to connect to %s failed: %s".formatted(number, now, ServerWords.of(e));
      failures.add(failure);
      LOG.warn("{}", failure);
      throw e;
    }
  }

  /**
   * A role's own limit of a millisecond may end the first statement; lifted while connecting, which
   * not every pooler allows, it ends none.
   */
  private Connection connected(Endpoint to, Properties properties, ApplicationName purpose)
      throws SQLException {
    try {
      return begun(DriverManager.getConnection(to.jdbcUrl(), properties), purpose);
    } catch (SQLException e) {
      if (!SqlState.QUERY_CANCELED.of(e)) {
        throw e;
      }
      String own = properties.getProperty("options", "");
      properties.setProperty("options", (own + " -c statement_timeout=0").strip());
      return begun(DriverManager.getConnection(to.jdbcUrl(), properties), purpose);
    }
  }

  private Connection begun(Connection connection, ApplicationName applicationName)
      throws SQLException {
    try {
      SessionPath path = beginning.begin(connection, applicationName);
      path.leftOut().forEach(each -> LOG.warn("Not in the search path: {}", each));
      sessions.add(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** The address for who connects in a way of its own, with the limits of this connector. */
  public Endpoint endpointWithinLimits() {
    Endpoint now = endpoint();
    return new Endpoint(now.jdbcUrl(), properties(now, ApplicationName.CONTROL, limits));
  }

  /** What the endpoint says itself goes first. */
  static Properties properties(
      Endpoint endpoint, ApplicationName applicationName, TimeLimits limits) {
    Properties properties = new Properties();
    properties.putAll(endpoint.properties());
    properties.setProperty("ApplicationName", applicationName.value());
    properties.putIfAbsent("connectTimeout", Long.toString(limits.connect().toSeconds()));
    properties.putIfAbsent("loginTimeout", Long.toString(limits.login().toSeconds()));
    properties.putIfAbsent("socketTimeout", Long.toString(limits.silence().toSeconds()));
    properties.putIfAbsent("tcpKeepAlive", "true");
    properties.putIfAbsent("logServerErrorDetail", "false"); // it holds values of rows
    return properties;
  }
}
