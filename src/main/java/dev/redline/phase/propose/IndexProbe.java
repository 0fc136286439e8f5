package dev.redline.phase.propose;

import dev.redline.plan.ProposeConfig;
import dev.redline.postgres.SqlState;
import dev.redline.quoting.ServerWords;
import dev.redline.quoting.SqlText;
import dev.redline.search.Supervision;
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
record IndexProbe(Connection connection, ProposeConfig rules, Supervision load) {

  private static final String PATIENCE = "30s";

  private static final double SAMPLED_FROM = 20_000;

  /**
   * What became of a search.
   *
   * @param finding what is wrong, if anything is
   * @param stopped why nothing was measured, if so
   */
  record Result(Optional<IndexFinding> finding, Optional<String> stopped) {}

  /** Of an index that {@link IndexChoice} has chosen. */
  Result probe(CatalogIndex index) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TRANSACTION READ ONLY");
      statement.execute("SET LOCAL statement_timeout = '" + PATIENCE + "'");
      return new Result(judged(index, statement), Optional.empty());
    } catch (SQLException e) {
      return notMeasured(e)
          ? new Result(Optional.empty(), Optional.of(ServerWords.of(e)))
          : new Result(Optional.of(unsearchable(index, e)), Optional.empty());
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private Optional<IndexFinding> judged(CatalogIndex index, Statement statement)
      throws SQLException {
    List<String> queries = sample(index);
    List<Double> farthest = new ArrayList<>();
    plans(statement, "off", "on");
    for (String query : queries) {
      List<Double> exact = distances(index, query);
      farthest.add(exact.isEmpty() ? -1.0 : exact.get(exact.size() - 1));
    }
    plans(statement, "on", "off");
    try {
      double found = 0;
      for (int i = 0; i < queries.size(); i++) {
        double limit = farthest.get(i) + Math.ulp(farthest.get(i).floatValue());
        found += distances(index, queries.get(i)).stream().filter(each -> each <= limit).count();
      }
      return recall(index, found / ((double) queries.size() * rules.k()));
    } catch (SQLException e) {
      if (notMeasured(e)) {
        throw e;
      }
      return Optional.of(
          IndexFinding.of(
              index, "answers with an error: " + ServerWords.of(e), IndexFindings.reindex(index)));
    }
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

  private Optional<IndexFinding> recall(CatalogIndex index, double recall) {
    return rules.recall().allows(Math.min(recall, 1))
        ? Optional.empty()
        : Optional.of(
            IndexFinding.of(
                index,
                String.format(
                    Locale.ROOT,
                    "finds %.2f of the %d nearest in %d searches, required %s",
                    recall,
                    rules.k(),
                    rules.queries(),
                    rules.recall()),
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

  private List<String> sample(CatalogIndex index) throws SQLException {
    String sql =
        "SELECT (%s)::text FROM %s%s WHERE (%1$s) IS NOT NULL%s ORDER BY md5((%1$s)::text) LIMIT %d"
            .formatted(
                index.on(),
                index.table().sql(),
                blocks(index),
                index.predicate().isEmpty() ? "" : " AND (" + index.predicate() + ")",
                rules.queries());
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        values.add(row.getString(1));
      }
    }
    return values;
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
                rules.k());
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
