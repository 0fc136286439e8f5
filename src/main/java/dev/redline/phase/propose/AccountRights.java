package dev.redline.phase.propose;

import dev.redline.plan.workload.RelationName;
import dev.redline.postgres.ServerVersion;
import dev.redline.quoting.SeenText;
import dev.redline.quoting.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an account that is no superuser needs for the phases, and what it has of that. A superuser
 * runs the script once.
 */
record AccountRights(Connection connection, ServerVersion version) {

  private static final List<String> FUNCTIONS =
      List.of("pg_reload_conf()", "pg_show_all_file_settings()", "pg_control_system()");

  /** By its number: a name in a schema that may not be used is an error. */
  private static final String READS =
      "SELECT has_table_privilege(c.oid, 'SELECT') FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n"
          + " ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?";

  /**
   * All that is needed, held or not.
   *
   * @param settings that are to be set
   * @param tables that are searched
   */
  List<Right> of(String account, Collection<String> settings, Collection<RelationName> tables)
      throws SQLException {
    List<Right> rights = new ArrayList<>();
    rights.add(
        Right.of(
            "settings, sessions and statements of others",
            holds("SELECT pg_catalog.pg_has_role(current_user, 'pg_monitor', 'USAGE')"),
            "GRANT pg_monitor TO %s",
            account));
    for (String function : FUNCTIONS) {
      rights.add(function(function, account));
    }
    rights.add(
        Right.of(
            "who sets what in which file",
            holds("SELECT has_table_privilege('pg_catalog.pg_file_settings', 'SELECT')"),
            "GRANT SELECT ON pg_catalog.pg_file_settings TO %s",
            account));
    if (version.grantsParameters()) {
      rights.addAll(parameters(account, settings));
    }
    for (RelationName table : tables) {
      rights.addAll(table(account, table));
    }
    return rights;
  }

  /** The script, and what a person knows before it is run. */
  String script(String account, List<Right> rights) {
    String lines = rights.stream().map(Right::line).collect(Collectors.joining("\n"));
    return "-- For account %s, to be run once by a superuser in the database that is searched.\n%s%s\n"
        .formatted(
            SeenText.line(account),
            version.grantsParameters()
                ? ""
                : "-- Before PostgreSQL 15 ALTER SYSTEM is a superuser's alone: the account can propose,"
                    + " and apply through files.\n",
            lines);
  }

  private Right function(String function, String account) throws SQLException {
    return Right.of(
        function.equals("pg_reload_conf()") ? "settings in force without a restart" : "reads only",
        holds("SELECT has_function_privilege('pg_catalog.%s', 'EXECUTE')".formatted(function)),
        "GRANT EXECUTE ON FUNCTION pg_catalog." + function + " TO %s",
        account);
  }

  private List<Right> parameters(String account, Collection<String> settings) throws SQLException {
    List<Right> rights = new ArrayList<>();
    for (String setting : settings) {
      rights.add(
          Right.of(
              "ALTER SYSTEM for it",
              holds("SELECT has_parameter_privilege('%s', 'ALTER SYSTEM')".formatted(setting)),
              "GRANT ALTER SYSTEM ON PARAMETER " + setting + " TO %s",
              account));
    }
    return rights;
  }

  private List<Right> table(String account, RelationName table) throws SQLException {
    return List.of(
        Right.of(
            "searches",
            holds("SELECT has_schema_privilege(?, 'USAGE')", table.schema()),
            "GRANT USAGE ON SCHEMA " + quoted(table.schema()) + " TO %s",
            account),
        Right.of(
            "searches",
            holds(READS, table.schema(), table.name()),
            "GRANT SELECT ON " + table.pasted().replace("%", "%%") + " TO %s",
            account));
  }

  private static String quoted(String schema) {
    return SqlText.pastedName(schema).replace("%", "%%");
  }

  private boolean holds(String question, String... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }
}
