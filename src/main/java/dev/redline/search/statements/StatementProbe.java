package dev.redline.search.statements;

import dev.redline.plan.workload.StatementConfig;
import dev.redline.quoting.ServerWords;
import dev.redline.vector.NamedSql;
import dev.redline.vector.SearchPace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postgresql.util.PSQLWarning;

/**
 * Runs again what a server really runs, where that is provably without side effects, in a READ ONLY
 * transaction that is rolled back. What a statement is made of is asked of the server's parser,
 * which runs none of it; the planner, which may run functions, is asked only afterwards.
 */
public final class StatementProbe {

  private static final String TREE_ON =
      "SET LOCAL client_min_messages = 'log'; SET LOCAL debug_pretty_print = off;"
          + " SET LOCAL debug_print_rewritten = on";
  private static final String TREE_OFF =
      "SET LOCAL debug_print_rewritten = off; SET LOCAL client_min_messages = 'warning'";

  private final Connection connection;
  private final Explain explain;
  private final StatementConfig config;
  private final int seed;
  private final SearchPace pace;

  /**
   * @param connection of the caller's, with a statement timeout
   * @param seed of the choice of parameters
   */
  public StatementProbe(Connection connection, StatementConfig config, int seed, SearchPace pace) {
    this.connection = connection;
    this.explain = new Explain(connection);
    this.config = config;
    this.seed = seed;
    this.pace = pace;
  }

  /**
   * The most expensive statements of this database now.
   *
   * @param before measured earlier: the same statements with the same parameters are run; empty:
   *     chosen now
   */
  public List<MeasuredStatement> measure(Optional<List<MeasuredStatement>> before)
      throws SQLException {
    List<MeasuredStatement> measured = new ArrayList<>();
    if (before.isPresent()) {
      for (MeasuredStatement earlier : before.get()) {
        measured.add(
            measure(
                new FoundStatement(earlier.id(), earlier.text(), earlier.calls()),
                Optional.of(earlier.parameters())));
      }
      return measured;
    }
    for (FoundStatement found : FoundStatement.top(connection, config.top())) {
      measured.add(measure(found, Optional.empty()));
    }
    return measured;
  }

  private MeasuredStatement measure(FoundStatement found, Optional<List<List<String>>> parameters)
      throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TRANSACTION READ ONLY");
      return checked(found, parameters);
    } catch (SQLException e) {
      return MeasuredStatement.notRun(
          found, "the server says: " + ServerWords.of(e), Optional.empty());
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private MeasuredStatement checked(FoundStatement found, Optional<List<List<String>>> parameters)
      throws SQLException {
    NamedSql sql = NamedSql.ofNumbered(found.text());
    StatementTree tree = tree(sql);
    List<Harmless.Doubtful> doubtful =
        new Harmless(config.allowedFunctions()).doubtful(connection, tree);
    if (!tree.obstacles().isEmpty()) {
      String because = String.join("; ", tree.obstacles().stream().distinct().toList());
      return doubtful.isEmpty() && tree.mayBePlanned()
          ? planned(found, because, sql)
          : MeasuredStatement.notRun(found, because, Optional.empty());
    }
    if (!doubtful.isEmpty()) {
      return doubtful(found, sql, doubtful);
    }
    List<List<String>> values = parameters.orElse(List.of());
    if (values.isEmpty()) {
      values = new ParameterValues(connection, seed).of(sql, tree, config.samples());
    }
    if (values.isEmpty()) {
      return planned(found, "nothing tells what its parameters are compared with", sql);
    }
    return run(found, sql, values);
  }

  /** Not run, with its plan where the account may ask for it: EXPLAIN writes and locks no row. */
  private MeasuredStatement planned(FoundStatement found, String because, NamedSql sql) {
    try {
      return MeasuredStatement.notRun(found, because, Optional.of(explain.plan(found.text(), sql)));
    } catch (SQLException e) {
      return MeasuredStatement.notRun(
          found, because + "; no plan: " + ServerWords.of(e), Optional.empty());
    }
  }

  /** The plan, if the planner calls none of the functions. */
  private MeasuredStatement doubtful(
      FoundStatement found, NamedSql sql, List<Harmless.Doubtful> doubtful) throws SQLException {
    String names =
        doubtful.stream().map(Harmless.Doubtful::name).sorted().collect(Collectors.joining(", "));
    boolean planned = doubtful.stream().noneMatch(Harmless.Doubtful::mayRunInPlanning);
    String because = "it calls %s, which may have side effects".formatted(names);
    return planned
        ? planned(found, because, sql)
        : MeasuredStatement.notRun(found, because + ", in planning too", Optional.empty());
  }

  private StatementTree tree(NamedSql sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement parsed = connection.prepareStatement(sql.sql())) {
      statement.execute(TREE_ON);
      parsed.getParameterMetaData();
      StringBuilder printed = new StringBuilder();
      for (SQLWarning w = parsed.getWarnings(); w != null; w = w.getNextWarning()) {
        if (w instanceof PSQLWarning warning
            && String.valueOf(warning.getServerErrorMessage().getMessage())
                .startsWith("rewritten parse tree")) {
          printed.append(warning.getServerErrorMessage().getDetail());
        }
      }
      statement.execute(TREE_OFF);
      StatementTree tree = StatementTree.of(TreeNode.parse(printed.toString()));
      new ForeignTables(connection)
          .under(tree.relations())
          .forEach(name -> tree.obstacles().add("it reads the foreign table " + name));
      return tree;
    }
  }

  private MeasuredStatement run(FoundStatement found, NamedSql sql, List<List<String>> values)
      throws SQLException {
    List<Double> millis = new ArrayList<>();
    StatementPlan plan = null;
    for (List<String> each : values) {
      pace.before();
      plan = explain.run(sql, each);
      millis.add(plan.millis());
      pace.took(Duration.ofNanos(Math.round(plan.millis() * 1e6)));
    }
    StatementPlan last = java.util.Objects.requireNonNull(plan);
    return new MeasuredStatement(
        found.id(),
        found.text(),
        found.calls(),
        Optional.empty(),
        Optional.of(last.top()),
        last.indexes(),
        last.sequentialScans(),
        last.spills(),
        millis,
        values);
  }
}
