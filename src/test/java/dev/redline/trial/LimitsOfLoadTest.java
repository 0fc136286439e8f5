package dev.redline.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.postgres.ApplicationName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever searches on a server of somebody's keeps the limits of gates/workload.yaml. */
@Tag("long")
class LimitsOfLoadTest {

  private static final int A_SECOND = 200;

  private static final String SCANS =
      "SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'passages_embedding'";

  private MadeTrial made;

  @BeforeEach
  void makeServer() throws Exception {
    made = MadeTrial.of("plain");
    made.server().execute(MadeTrial.INDEXED_TABLE);
  }

  @AfterEach
  void removeServer() throws Exception {
    made.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "QueryPolicy | Every search runs under the policy, in its own transaction, and nothing of it stays",
        "QueryPolicy | Filtered searches return the rows asked for, with recall and p95, at every K and filter",
        "QueryPolicy | The policy's ef_search is no smaller than the smallest that meets the recall target",
        "Watch | Searches keep their p95 while the server is watched, and it does not restart",
        "Observability | Nearly all of the activity that the server counts is seen",
        "Isolation | Searches and answers are measured alone, beside guarded and beside unguarded load"
      })
  void aPhaseStopsWhenOthersWaitAndLeavesTheServerAsItWas(String phase, String gate)
      throws Exception {
    made.trial()
        .write(
            "workload.yaml",
            MadeTrial.INDEXED.replace("waits: {at_most: 1000}", "waits: {at_most: 0}"));
    made.trial().edit("watch.yaml", "watch: 10min", "watch: 1s");
    String before = state();
    try (Waiting others = new Waiting()) {
      made.trial().before(gate, others::begin);
      assertThat(made.untilItsCommit(phase).message())
          .contains("INCONCLUSIVE: searches", "stopped measuring: sessions that wait for a lock")
          .contains("observed 1, required at most 0");
    }
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void noMoreSearchesRunInASecondThanTheCapAllows() throws Exception {
    made.trial()
        .write(
            "workload.yaml",
            MadeTrial.INDEXED.replace("load:", "load:\n  searches_per_second: " + A_SECOND));
    Instants began = new Instants();
    made.trial()
        .before(
            "Every search runs under the policy, in its own transaction, and nothing of it stays",
            began::note);
    assertThat(made.trial().run("QueryPolicy").failed()).isEmpty();
    double seconds = (System.nanoTime() - began.nanos) / 1e9;
    long searches = Long.parseLong(made.server().query(SCANS)) - began.scans;
    assertThat(searches).isGreaterThan(A_SECOND);
    assertThat(searches / seconds).isLessThanOrEqualTo(A_SECOND + 1);
  }

  private final class Instants {
    private long nanos;
    private long scans;

    void note() throws SQLException {
      scans = Long.parseLong(made.server().query(SCANS));
      nanos = System.nanoTime();
    }
  }

  private String state() throws Exception {
    return made.server()
            .query(
                "SELECT string_agg(s::text, ',' ORDER BY name) FROM pg_settings s"
                    + " WHERE name !~ 'application_name|search_path|_timeout|row_security|DateStyle|IntervalStyle|extra_float|TimeZone|client'")
        + made.server()
            .query(
                "SELECT string_agg(relname, ',' ORDER BY oid) FROM pg_class WHERE relnamespace ="
                    + " 'public'::regnamespace")
        + made.server().query("SELECT string_agg(rolname, ',' ORDER BY oid) FROM pg_roles")
        + made.server().query("SELECT string_agg(nspname, ',' ORDER BY oid) FROM pg_namespace");
  }

  /** A session of somebody's that waits for another one's lock, from the beginning of a gate on. */
  private final class Waiting implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private @Nullable Connection holder;

    void begin() throws SQLException {
      if (holder != null) {
        return;
      }
      Connection held = made.server().connector().open(ApplicationName.CONTROL);
      holder = held;
      execute(held, "SELECT pg_advisory_lock(4712)");
      thread.execute(this::waitFor);
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(this::waits);
    }

    private void waitFor() {
      try (Connection waiter = made.server().connector().open(ApplicationName.CONTROL)) {
        execute(waiter, "SET application_name = 'somebody'; SET lock_timeout = 0");
        execute(waiter, "SELECT pg_advisory_lock(4712)");
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private boolean waits() throws SQLException {
      return made.server().query("SELECT count(*) FROM pg_locks WHERE NOT granted").equals("1");
    }

    @Override
    public void close() throws SQLException {
      if (holder != null) {
        holder.close();
      }
      thread.shutdown();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }
}
