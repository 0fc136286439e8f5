package dev.redline.phase.observability;

import dev.redline.postgres.ServerVersion;
import dev.redline.quoting.SqlText;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the account may do of what the phase will do.
 *
 * @param schema in which it creates what has no schema; empty: none that can be trusted
 * @param available whether the server's packages hold pg_stat_statements
 * @param extension whether it may create the extension
 * @param found whether names without a schema find pg_stat_statements
 * @param views whether it may create views in the schema
 * @param track whether a session of its own may switch pg_stat_statements off
 */
record ObservabilityRights(
    String account,
    String database,
    ServerVersion version,
    Optional<String> schema,
    boolean available,
    boolean extension,
    boolean found,
    boolean views,
    boolean track) {

  private static final String HELD =
      """
      SELECT current_user, pg_catalog.current_database(),
        nullif(pg_catalog.current_schema(), 'pg_catalog'), r.rolsuper,
        EXISTS (SELECT FROM pg_catalog.pg_available_extensions e
                WHERE e.name = 'pg_stat_statements'),
        r.rolsuper
          OR EXISTS (SELECT FROM pg_catalog.pg_available_extensions e
                     JOIN pg_catalog.pg_available_extension_versions v
                       ON v.name = e.name AND v.version = e.default_version
                     WHERE e.name = 'pg_stat_statements' AND v.trusted)
            AND pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE'),
        pg_catalog.to_regclass('pg_stat_statements') IS NOT NULL,
        coalesce(pg_catalog.has_schema_privilege(pg_catalog.current_schema(), 'CREATE'), false)
      FROM pg_catalog.pg_roles r WHERE r.rolname = current_user
      """;

  private static final String TRACK =
      "SELECT pg_catalog.has_parameter_privilege('pg_stat_statements.track', 'SET')";

  private record Missing(String what, String next) {}

  /** Asks the catalog; creates nothing. */
  static ObservabilityRights read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(HELD)) {
      row.next();
      ServerVersion version = ServerVersion.of(connection);
      boolean superuser = row.getBoolean(4);
      return new ObservabilityRights(
          row.getString(1),
          row.getString(2),
          version,
          Optional.ofNullable(row.getString(3)),
          row.getBoolean(5),
          row.getBoolean(6),
          row.getBoolean(7),
          row.getBoolean(8),
          version.grantsParameters() ? maySwitchOff(connection) : superuser);
    }
  }

  private static boolean maySwitchOff(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TRACK)) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /** All that is to be created can be, and what counting costs can be measured. */
  Verdict judge(ObservabilityObjects now) {
    String subject = "rights to create pg_stat_statements and its views, and to measure their cost";
    String required = "all, before anybody is asked and before the restart";
    List<Missing> missing = new ArrayList<>();
    if (!now.extension()) {
      forExtension().ifPresent(missing::add);
    }
    if (!now.views().containsAll(ObservabilityObjects.VIEWS)) {
      forViews(now.extension()).ifPresent(missing::add);
    }
    if (!track) {
      missing.add(forTrack());
    }
    return missing.isEmpty()
        ? Verdict.pass(subject, "all", required)
        : Verdict.inconclusive(
            subject,
            "account %s lacks %s"
                .formatted(
                    SqlText.shownName(account),
                    String.join(", ", missing.stream().map(Missing::what).toList())),
            required,
            String.join("; ", missing.stream().map(Missing::next).toList()));
  }

  private Optional<Missing> forExtension() {
    if (!available) {
      return Optional.of(
          new Missing(
              "pg_stat_statements among the server's packages",
              "install the server's contrib package"));
    }
    return extension
        ? Optional.empty()
        : Optional.of(
            new Missing(
                "CREATE EXTENSION pg_stat_statements",
                "as a superuser in database %s: CREATE EXTENSION pg_stat_statements"
                    .formatted(SqlText.shownName(database))));
  }

  private Optional<Missing> forViews(boolean created) {
    if (created && !found) {
      return Optional.of(
          new Missing(
              "the schema of pg_stat_statements on its search_path",
              "ALTER ROLE %s SET search_path to one that has it, where nobody else may create objects"
                  .formatted(grantee())));
    }
    if (schema.isEmpty()) {
      return Optional.of(
          new Missing(
              "a schema on its search_path in which nobody else may create objects",
              "ALTER ROLE %s SET search_path to a schema of its own".formatted(grantee())));
    }
    return views
        ? Optional.empty()
        : Optional.of(
            new Missing(
                "CREATE on schema " + SqlText.shownName(schema.get()),
                "GRANT CREATE ON SCHEMA %s TO %s"
                    .formatted(SqlText.pastedName(schema.get()), grantee())));
  }

  private Missing forTrack() {
    return new Missing(
        "SET of pg_stat_statements.track",
        version.grantsParameters()
            ? "GRANT SET ON PARAMETER pg_stat_statements.track TO " + grantee()
            : "connect as a superuser: before PostgreSQL 15 nobody else may set it");
  }

  private String grantee() {
    return SqlText.pastedName(account);
  }
}
