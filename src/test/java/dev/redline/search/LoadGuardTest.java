package dev.redline.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.dsn.Secret;
import dev.redline.plan.value.Threshold;
import dev.redline.plan.workload.LoadLimits;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.search.propose.ProposedLoad;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Our searches stop, or wait, before others do. */
@ExtendWith(SharedBareServer.class)
class LoadGuardTest {

  private static final int UNTOUCHED = 1000;
  private static final LoadLimits LIMITS =
      limits(Optional.empty(), 5, Duration.ofSeconds(30), 8, Duration.ofSeconds(1));

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void theFurthestStandbyBehindStopsThem() {
    assertThatThrownBy(() -> guard(0, 30_001, 0).before())
        .isInstanceOf(LoadLimitException.class)
        .hasMessage(
            "stopped measuring: replication lag: observed 30001 ms, required at most 30000 ms");
    assertThatCode(() -> guard(0, 30_000, 0).before()).doesNotThrowAnyException();
  }

  @Test
  void activeSessionsOfOthersStopThem() {
    assertThatThrownBy(() -> guard(0, 0, 9).before())
        .isInstanceOf(LoadLimitException.class)
        .hasMessageContaining("active sessions of others: observed 9, required at most 8");
    assertThatCode(() -> guard(0, 0, 8).before()).doesNotThrowAnyException();
  }

  @Test
  void aSearchThatTookTooLongStopsThoseAfterIt() {
    LoadGuard guard = guard(0, 0, 0);
    assertThatCode(() -> guard.took(Duration.ofSeconds(1))).doesNotThrowAnyException();
    assertThatThrownBy(() -> guard.took(Duration.ofMillis(1001)))
        .isInstanceOf(LoadLimitException.class)
        .hasMessageContaining("time of one of our searches: observed 1001 ms");
  }

  @Test
  void theServerIsLookedAtOnceASecondByAClockThatMayOverflow() throws Exception {
    LoadGuard guard = guard(0, 0, 0);
    guard.before();
    nanos.addAndGet(Duration.ofMillis(999).toNanos());
    guard.before();
    assertThat(looks).hasValue(1);
    nanos.addAndGet(Duration.ofMillis(1).toNanos());
    guard.before();
    assertThat(looks).hasValue(2);
  }

  @Test
  void noMoreSearchesASecondAreLetThroughThanAllowed() throws Exception {
    LoadLimits slow = limits(Optional.of(100), 5, Duration.ZERO, 8, Duration.ofSeconds(1));
    LoadGuard guard = new LoadGuard(server(0, 0, 0), slow, LoadGuard.rate(slow), nanos::get);
    long start = System.nanoTime();
    for (int search = 0; search < 11; search++) {
      guard.before();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(80));
  }

  @Test
  void whatARealServerTellsIsCountedAndOurOwnSessionsAreNot(BareServer server) throws Exception {
    try (Connection control = server.connector().open(ApplicationName.CONTROL);
        Connection holder = server.connector().open(ApplicationName.CONTROL);
        Connection waiter = server.connector().open(ApplicationName.CONTROL);
        Statement cancelled = waiter.createStatement()) {
      waiter.createStatement().execute("SET application_name = 'somebody'");
      holder.createStatement().execute("SELECT pg_advisory_lock(4712)");
      Thread waiting = waiting(cancelled);
      try {
        awaitOneThatWaits(control);
        assertStops(control, UNTOUCHED, 0, "active sessions of others: observed 1");
        assertStops(control, 0, UNTOUCHED, "sessions that wait for a lock: observed 1");
        LoadLimits proposed =
            limits(Optional.empty(), 0, Duration.ZERO, UNTOUCHED, Duration.ofSeconds(1));
        try (Supervision within = Supervision.within(proposed).of(server.connector())) {
          assertThatThrownBy(() -> within.awaitTurn(1)).isInstanceOf(LoadLimitException.class);
        }
      } finally {
        cancelled.cancel();
        waiting.join();
      }
    }
  }

  @Test
  void anAccountFromWhichTheLoadOfOthersIsHiddenIsStoppedAndToldTheGrant(BareServer server)
      throws Exception {
    server.execute(
        "DROP ROLE IF EXISTS \"look er\"",
        "CREATE ROLE \"look er\" LOGIN PASSWORD 'made-for-trials'");
    Connector looker =
        server
            .connector()
            .to(() -> server.connector().endpoint().as("look er", new Secret("made-for-trials")));
    try (Connection other = server.connector().open(ApplicationName.CONTROL);
        Connection control = looker.open(ApplicationName.CONTROL);
        Statement busy = other.createStatement()) {
      busy.execute("SET application_name = 'somebody'");
      assertThatThrownBy(() -> guard(control).before())
          .isInstanceOf(LoadLimitException.class)
          .hasMessage(
              "stopped measuring: account \"look er\" does not see what 1 sessions of others and 0"
                  + " standbys do, so that no limit of load would stop our searches: a superuser"
                  + " runs GRANT pg_monitor TO \"look er\"");
      assertThat(ProposedLoad.read(control).yaml())
          .startsWith("# account \"look er\" does not see");

      busy.execute("GRANT pg_monitor TO \"look er\"");
      assertThatCode(() -> guard(control).before()).doesNotThrowAnyException();
    } finally {
      server.execute("DROP ROLE \"look er\"");
    }
  }

  private static LoadGuard guard(Connection control) {
    return new LoadGuard(control, LIMITS, Optional.empty(), System::nanoTime);
  }

  private static void assertStops(Connection control, int locks, int active, String because) {
    LoadLimits limits =
        limits(Optional.empty(), locks, Duration.ZERO, active, Duration.ofSeconds(1));
    assertThatThrownBy(
            () -> new LoadGuard(control, limits, Optional.empty(), System::nanoTime).before())
        .isInstanceOf(LoadLimitException.class)
        .hasMessageContaining(because);
  }

  private static Thread waiting(Statement statement) {
    Thread thread =
        new Thread(
            () ->
                assertThatThrownBy(() -> statement.execute("SELECT pg_advisory_lock(4712)"))
                    .hasMessageContaining("cancel"));
    thread.start();
    return thread;
  }

  private static void awaitOneThatWaits(Connection control) throws SQLException {
    long waiting = 0;
    while (waiting == 0) {
      try (Statement statement = control.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")) {
        row.next();
        waiting = row.getLong(1);
      }
    }
  }

  private LoadGuard guard(int locks, long lag, int active) {
    return new LoadGuard(server(locks, lag, active), LIMITS, Optional.empty(), nanos::get);
  }

  /** A server that tells these figures; no standby lags on demand. */
  private Connection server(int locks, long lag, int active) {
    Map<Object, Integer> counts = Map.of(1, locks, 3, active);
    ResultSet row =
        stub(
            ResultSet.class,
            (method, argument) ->
                switch (method) {
                  case "next" -> true;
                  case "getInt" -> counts.getOrDefault(argument, 0);
                  case "getLong" -> lag;
                  default -> null;
                });
    PreparedStatement statement =
        stub(
            PreparedStatement.class,
            (method, argument) -> {
              if (method.equals("executeQuery") && !argument.equals("")) {
                return stub(ResultSet.class, (of, column) -> nothingHidden(of));
              }
              if (method.equals("executeQuery")) {
                looks.incrementAndGet();
                return row;
              }
              return null;
            });
    return stub(Connection.class, (method, argument) -> statement);
  }

  private static Object nothingHidden(String method) {
    return switch (method) {
      case "next" -> true;
      case "getInt" -> 0;
      case "getString" -> "app";
      default -> null;
    };
  }

  private interface Answer {
    Object to(String method, Object argument);
  }

  private static <T> T stub(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                answer.to(method.getName(), arguments == null ? "" : arguments[0])));
  }

  private static LoadLimits limits(
      Optional<Integer> rate, int locks, Duration lag, int active, Duration search) {
    return new LoadLimits(
        Duration.ofSeconds(10),
        rate,
        atMost(locks),
        atMost(lag),
        atMost(active),
        atMost(search),
        30,
        Duration.ofMinutes(1));
  }

  private static <T extends Comparable<T>> Threshold<T> atMost(T limit) {
    return new Threshold<>(Threshold.Direction.AT_MOST, limit, Optional.empty());
  }
}
