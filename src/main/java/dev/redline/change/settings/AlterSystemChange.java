package dev.redline.change.settings;

import dev.redline.plan.stage.PlannedSetting;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.ServerVersion;
import dev.redline.quoting.ServerWords;
import dev.redline.state.KeptChange;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Settings by ALTER SYSTEM, wherever the server's host is. */
final class AlterSystemChange extends WrittenSettings {

  private final Connector connector;
  private final KeptChange kept;

  /**
   * @param kept what {@link AlterSystemKind} takes it back with
   */
  AlterSystemChange(
      Connector connector, KeptChange kept, List<PlannedSetting> planned, Set<String> ownRoles) {
    super("by ALTER SYSTEM", planned, Optional.of(kept.subject()), ownRoles);
    this.connector = connector;
    this.kept = kept;
  }

  @Override
  public Finding mayApply(Connection connection) throws SQLException {
    return Finding.of(
        List.of(
            planned.ownedByNobodyWithTheLastWord(connection, ownRoles),
            Verdict.none(
                "rights that ALTER SYSTEM takes and this account lacks",
                missingRights(connection),
                "none",
                "a superuser runs metrics/propose/grants.sql: mvn verify -Dgroups=propose"),
            Verdict.none(
                "settings that ALTER SYSTEM does not take before their library is loaded",
                unknown(connection),
                "none: PostgreSQL 17 and later takes them",
                "preload the library and restart once, by hand, or say apply: {include: <file>} in"
                    + " gates/target.yaml"),
            PlannedValues.linesAreGood(connection)));
  }

  private List<String> unknown(Connection connection) throws SQLException {
    List<String> unknown = new ArrayList<>();
    boolean taken = ServerVersion.of(connection).altersUnknownSettings();
    for (String name : taken ? List.<String>of() : planned.names()) {
      if (!asks(
          connection,
          "EXISTS (SELECT FROM pg_catalog.pg_settings WHERE lower(name) = lower('%s'))"
              .formatted(name))) {
        unknown.add(name);
      }
    }
    return unknown;
  }

  /** Before PostgreSQL 15 there is no such right: a superuser's alone. */
  private List<String> missingRights(Connection connection) throws SQLException {
    List<String> missing = new ArrayList<>();
    boolean grantable = ServerVersion.of(connection).grantsParameters();
    boolean superuser = asks(connection, "current_setting('is_superuser') = 'on'");
    for (String name : superuser ? List.<String>of() : planned.names()) {
      boolean may =
          grantable
              && asks(
                  connection,
                  "pg_catalog.has_parameter_privilege('%s', 'ALTER SYSTEM')".formatted(name));
      if (!may) {
        missing.add("ALTER SYSTEM ON PARAMETER " + name);
      }
    }
    if (!asks(
        connection,
        "pg_catalog.has_function_privilege('pg_catalog.pg_reload_conf()', 'EXECUTE')")) {
      missing.add("EXECUTE ON FUNCTION pg_catalog.pg_reload_conf()");
    }
    return missing;
  }

  private static boolean asks(Connection connection, String condition) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + condition)) {
      row.next();
      return row.getBoolean(1);
    }
  }

  @Override
  public KeptChange kept() {
    return kept;
  }

  /** The state holds it, on disk before anything is touched. */
  @Override
  public Finding originalKept() {
    return Finding.of(
        Verdict.pass("way back of ALTER SYSTEM", AlterSystemKind.byHand(kept), "known"),
        Evidence.of("statements that take it back", kept.statements()));
  }

  @Override
  public Finding apply() {
    List<String> statements = AlterSystemKind.setting(planned.byName());
    String subject = "ALTER SYSTEM";
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      return Finding.of(
          Verdict.fail(
              subject,
              ServerWords.of(e),
              "%d settings taken".formatted(statements.size()),
              "correct the value in gates/stages, or grant the right"));
    }
    return Finding.of(
        Verdict.pass(subject, "%d settings taken".formatted(statements.size()), "all"),
        Evidence.of("set by ALTER SYSTEM", planned.shown()));
  }
}
