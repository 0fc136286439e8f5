package dev.redline.search.propose;

import dev.redline.plan.value.MemorySize;
import dev.redline.plan.value.Threshold;
import dev.redline.plan.workload.LoadLimits;
import dev.redline.quoting.SeenText;
import dev.redline.search.Sight;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What measuring may take of a server, and when it stops, as far as the server itself says: nothing
 * here makes a server wait that does not wait already.
 */
public final class ProposedLoad {

  private static final long READ_A_SECOND = 200L << 20;
  private static final long STATEMENT_MILLIS = 10_000;
  private static final int MOST_SEARCHES = 50;
  private static final int LEAST_SEARCHES = 10;
  private static final int MORE_WAITING = 5;
  private static final int MORE_LAG_SECONDS = 30;
  private static final int MOST_EXACT = 50;
  private static final int LEAST_EXACT = 10;
  private static final int EXACT_MINUTES = 5;
  private static final int MOST_EXACT_MINUTES = 60;

  private final LoadFacts facts;
  private final Optional<String> hidden;

  ProposedLoad(LoadFacts facts, Optional<String> hidden) {
    this.facts = facts;
    this.hidden = hidden;
  }

  /** Looks at the server once; counts no rows, changes nothing. */
  public static ProposedLoad read(Connection connection) throws SQLException {
    return new ProposedLoad(LoadFacts.read(connection), Sight.of(connection).obstacle());
  }

  /** To measure by, where gates/workload.yaml says none. */
  public LoadLimits limits() {
    return new LoadLimits(
        Duration.ofMillis(statement()),
        Optional.of(searches()),
        atMost(lockWaits()),
        atMost(Duration.ofSeconds(lag())),
        atMost(sessions()),
        atMost(Duration.ofMillis(searchTime())),
        exactQueries(),
        Duration.ofMinutes(exactMinutes()));
  }

  /** The same as the key {@code load} of gates/workload.yaml, each with its reason. */
  public String yaml() {
    return hidden.map(obstacle -> "# %s%n".formatted(SeenText.line(obstacle))).orElse("")
        + yamlOfFacts();
  }

  private String yamlOfFacts() {
    return """
        # What measuring may take of this server, and when it stops.
        load:
          statement_timeout: %dms # %s
          searches_per_second: %d # %s
          lock_waits: {at_most: %d} # %d wait now, and as many more as one in ten connections, 1 to %d
          replication_lag: {at_most: %ds} # %s
          active_sessions: {at_most: %d} # half of max_connections = %d; %d of others are active now
          search_time: {at_most: %dms} # half of statement_timeout
          exact_queries: %d # each reads a whole table, once for each version of its data: %s
          exact_time: %dmin
        """
        .formatted(
            statement(),
            facts.timeoutMillis() > 0 && facts.timeoutMillis() < STATEMENT_MILLIS
                ? "what this account has"
                : "ours; this account has %s"
                    .formatted(facts.timeoutMillis() == 0 ? "none" : facts.timeoutMillis() + "ms"),
            searches(),
            "%d to %d, the fewer the more sessions of others are active"
                .formatted(LEAST_SEARCHES, MOST_SEARCHES),
            lockWaits(),
            facts.waiting(),
            MORE_WAITING,
            lag(),
            lagReason(),
            sessions(),
            facts.connections(),
            facts.active(),
            searchTime(),
            exactQueries(),
            "the largest has %s, at some 200MB a second".formatted(shown(facts.largest())),
            exactMinutes());
  }

  private long statement() {
    return facts.timeoutMillis() > 0
        ? Math.min(facts.timeoutMillis(), STATEMENT_MILLIS)
        : STATEMENT_MILLIS;
  }

  private long searchTime() {
    return Math.max(1, statement() / 2);
  }

  private int sessions() {
    return Math.max(1, facts.connections() / 2);
  }

  private int searches() {
    double free = 1 - Math.min(1, (double) facts.active() / sessions());
    return Math.max(LEAST_SEARCHES, (int) Math.round(MOST_SEARCHES * free));
  }

  private int lockWaits() {
    return facts.waiting() + Math.max(1, Math.min(MORE_WAITING, facts.connections() / 10));
  }

  private long lag() {
    return MORE_LAG_SECONDS + Math.round(facts.lagMillis() / 1000.0);
  }

  private String lagReason() {
    return facts.standbys() == 0
        ? "no standby follows now"
        : "%ds more than the furthest of %d standbys is behind now"
            .formatted(MORE_LAG_SECONDS, facts.standbys());
  }

  private double secondsToRead() {
    return Math.max(0.001, (double) facts.largest().bytes() / READ_A_SECOND);
  }

  private int exactQueries() {
    double within = EXACT_MINUTES * 60 / secondsToRead();
    return (int) Math.max(LEAST_EXACT, Math.min(MOST_EXACT, within));
  }

  private long exactMinutes() {
    double needed = Math.ceil(exactQueries() * secondsToRead() * 2 / 60);
    return (long) Math.max(EXACT_MINUTES, Math.min(MOST_EXACT_MINUTES, needed));
  }

  private static String shown(MemorySize size) {
    return String.format(Locale.ROOT, "%,d MB", (size.bytes() + (1 << 20) - 1) >> 20);
  }

  private static <T extends Comparable<T>> Threshold<T> atMost(T limit) {
    return new Threshold<>(Threshold.Direction.AT_MOST, limit, Optional.empty());
  }
}
