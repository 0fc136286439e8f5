package dev.redline.phase.propose;

import dev.redline.plan.ProposeConfig;
import dev.redline.postgres.SqlState;
import dev.redline.quoting.ServerWords;
import dev.redline.quoting.SqlText;
import dev.redline.search.Supervision;
import dev.redline.vector.Recall;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Searches through a vector index for a sample of its own rows and holds what it finds against
 * exact searches. Reads in read-only transactions, under a limit of time for each statement.
 *
 * @param load asked before each search
 */
record IndexProbe(Connection connection, ProposeConfig config, Supervision load) {

  private static final String PATIENCE = "30s";

  private static final double SAMPLED_FROM = 20_000;

  /**
   * What became of a search.
   *
   * @param finding what is wrong, if anything is
   * @param stopped why nothing was measured, if so
   */
  record Result(Optional<IndexFinding> finding, Optional<String> stopped) {}

  /**
   * What is searched for.
   *
   * @param from where the rows are from, for a person
   */
  private record Sample(List<String> queries, String from) {}

  /** Of an index that {@link SearchedIndexes} has chosen. */
  Result probe(CatalogIndex index) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TRANSACTION READ ONLY");
      statement.execute("SET LOCAL statement_timeout = '" + PATIENCE + "'");
      Sample sample = sample(index);
      return sample.queries().isEmpty()
          ? new Result(Optional.empty(), Optional.of("it holds no vector to search for"))
          : new Result(judged(index, sample, statement), Optional.empty());
    } catch (SQLException e) {
      return notMeasured(e)
          ? new Result(Optional.empty(), Optional.of(ServerWords.of(e)))
          : new Result(Optional.of(unsearchable(index, e)), Optional.empty());
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private Optional<IndexFinding> judged(CatalogIndex index, Sample sample, Statement statement)
      throws SQLException {
    List<String> queries = sample.queries();
    List<List<Double>> exact = new ArrayList<>();
    plans(statement, "off", "on");
    for (String query : queries) {
      exact.add(distances(index, query));
    }
    plans(statement, "on", "off");
    try {
      List<Double> shares = new ArrayList<>();
      for (int i = 0; i < queries.size(); i++) {
        shares.add(share(distances(index, queries.get(i)), exact.get(i)));
      }
      return recall(index, Recall.over(shares), sample);
    } catch (SQLException e) {
      if (notMeasured(e)) {
        throw e;
      }
      return Optional.of(
          IndexFinding.of(
              index, "answers with an error: " + ServerWords.of(e), IndexFindings.reindex(index)));
    }
  }

  /** A row as near as the last of the exact ones is as good; rows deleted meanwhile are none. */
  private static double share(List<Double> found, List<Double> exact) {
    if (exact.isEmpty()) {
      return 1;
    }
    double last = exact.get(exact.size() - 1);
    double limit = last + Math.ulp((float) last);
    long near = found.stream().filter(each -> each <= limit).count();
    return Math.min(1, (double) near / exact.size());
  }

  /** Out of time, or not for this account to read. */
  private static boolean notMeasured(SQLException e) {
    return SqlState.QUERY_CANCELED.of(e) || SqlState.INSUFFICIENT_PRIVILEGE.of(e);
  }

  /** Without the index, too: it is not the index that is at fault. */
  private static IndexFinding unsearchable(CatalogIndex index, SQLException e) {
    return IndexFinding.of(
        index,
        "cannot be searched, with or without it: " + ServerWords.of(e),
        "mend the rows or the expression, then " + IndexFindings.reindex(index));
  }

  private Optional<IndexFinding> recall(CatalogIndex index, Recall recall, Sample sample) {
    return config.recall().allows(recall.mean())
        ? Optional.empty()
        : Optional.of(
            IndexFinding.of(
                index,
                String.format(
                    Locale.ROOT,
                    "finds %.2f of the %d nearest in %d searches for %s (interval of 95 %%: %.2f to"
                        + " %.2f), required %s",
                    recall.mean(),
                    config.k(),
                    recall.queries(),
                    sample.from(),
                    recall.low(),
                    recall.high(),
                    config.recall()),
                IndexFindings.reindex(index)
                    + (index.isHnsw()
                        ? "; if it stays, with a larger m or ef_construction"
                        : "; if it stays, with more probes or fewer lists")));
  }

  private static void plans(Statement statement, String index, String whole) throws SQLException {
    statement.execute("SET LOCAL enable_indexscan = " + index);
    statement.execute("SET LOCAL enable_seqscan = " + whole);
    statement.execute("SET LOCAL enable_bitmapscan = off");
  }

  /** Where a sample of blocks holds too few rows of a partial index, all of them are looked at. */
  private Sample sample(CatalogIndex index) throws SQLException {
    String blocks = blocks(index);
    List<String> queries = queries(index, blocks);
    boolean sampled = !blocks.isEmpty() && queries.size() == config.queries();
    return sampled
        ? new Sample(
            queries,
            String.format(
                Locale.ROOT, "rows of %.0f %% of its blocks", 100 * SAMPLED_FROM / index.rows()))
        : new Sample(blocks.isEmpty() ? queries : queries(index, ""), "its own rows");
  }

  private List<String> queries(CatalogIndex index, String blocks) throws SQLException {
    String sql =
        "SELECT (%s)::text FROM %s%s WHERE %s ORDER BY md5((%1$s)::text) LIMIT %d"
            .formatted(index.on(), index.table().sql(), blocks, indexed(index), config.queries());
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        values.add(row.getString(1));
      }
    }
    return values;
  }

  /** What is indexed need not be there, nor be without an error, for rows outside the predicate. */
  private static String indexed(CatalogIndex index) {
    String there = "(%s) IS NOT NULL".formatted(index.on());
    return index.predicate().isEmpty()
        ? there
        : "(%s) AND CASE WHEN %1$s THEN %s END".formatted(index.predicate(), there);
  }

  /** A large table is sampled by its blocks. */
  private static String blocks(CatalogIndex index) {
    return index.rows() <= SAMPLED_FROM
        ? ""
        : String.format(
            Locale.ROOT,
            " TABLESAMPLE SYSTEM (%.4f) REPEATABLE (1)",
            100 * SAMPLED_FROM / index.rows());
  }

  private List<Double> distances(CatalogIndex index, String query) throws SQLException {
    String distance =
        "(%s) OPERATOR(%s.%s) ?::%s"
            .formatted(
                index.on(),
                SqlText.name(index.operatorSchema()),
                index.operator(),
                index.declared());
    String sql =
        "SELECT %s FROM %s%s ORDER BY %1$s LIMIT %d"
            .formatted(
                distance,
                index.table().sql(),
                index.predicate().isEmpty() ? "" : " WHERE " + index.predicate(),
                config.k());
    List<Double> distances = new ArrayList<>();
    load.awaitTurn(1);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, query);
      statement.setString(2, query);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          distances.add(row.getDouble(1));
        }
      }
    }
    return distances;
  }
}
