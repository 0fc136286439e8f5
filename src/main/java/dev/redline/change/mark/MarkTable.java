package dev.redline.change.mark;

import dev.redline.quoting.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The marks in a table of a schema of ours, which whoever may connect can read. Used only where it
 * belongs to a superuser or to this account, and is a table without triggers and rules: nothing of
 * somebody else's runs when it is read or written.
 */
record MarkTable(Connection connection) {

  private static final JsonMapper JSON = new JsonMapper();

  private static final String OWN =
      """
      SELECT c.relkind = 'r' AND NOT c.relhastriggers AND NOT c.relhasrules AND NOT c.relrowsecurity
             AND (SELECT pg_catalog.bool_and(r.rolsuper OR r.rolname = current_user)
                  FROM pg_catalog.pg_roles r WHERE r.oid IN (c.relowner, n.nspowner))
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'redline_mark' AND c.relname = 'change'
      """;

  private static final List<String> CREATE =
      List.of(
          "CREATE SCHEMA redline_mark",
          "COMMENT ON SCHEMA redline_mark IS"
              + " 'Changes of this server that Redline has made, and those that are not committed'",
          """
          CREATE TABLE redline_mark.change (
            id text PRIMARY KEY, change text NOT NULL, phase text NOT NULL, state text NOT NULL,
            owner text NOT NULL, since timestamptz NOT NULL, digest text NOT NULL,
            settings text NOT NULL)
          """);

  private static final List<String> GRANT =
      List.of(
          "GRANT USAGE ON SCHEMA redline_mark TO PUBLIC",
          "GRANT SELECT ON redline_mark.change TO PUBLIC");

  /** What new objects grant by default, since somebody has ordered so. */
  private static final String GRANTED =
      """
      SELECT DISTINCT o.what, r.rolname
      FROM (SELECT 'SCHEMA redline_mark' AS what, nspacl AS acl, nspowner AS owner
            FROM pg_catalog.pg_namespace WHERE nspname = 'redline_mark'
            UNION ALL
            SELECT 'TABLE redline_mark.' || c.relname, c.relacl, c.relowner
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'redline_mark' AND c.relname IN ('change', 'kept')) o
      CROSS JOIN LATERAL pg_catalog.aclexplode(o.acl) a
      LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.grantee
      WHERE a.grantee <> o.owner
      """;

  /** Every mark; none if there is no table. */
  List<ServerMark> read() throws SQLException {
    List<ServerMark> marks = new ArrayList<>();
    if (!isThere()) {
      return marks;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT id, change, phase, state, owner, since, digest, settings"
                    + " FROM redline_mark.change ORDER BY since, id")) {
      while (row.next()) {
        marks.add(mark(row));
      }
    }
    return marks;
  }

  /** What was kept, where files are out of reach; empty if nothing was. */
  Optional<SharedOriginal> original() throws SQLException {
    if (!isThere() || !has("redline_mark.kept")) {
      return Optional.empty();
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT content FROM redline_mark.kept")) {
      return row.next()
          ? Optional.of(JSON.readValue(row.getString(1), SharedOriginal.class))
          : Optional.empty();
    }
  }

  /**
   * Replaces all marks by these, in one transaction; with none, the schema is dropped.
   *
   * @param original holds secrets: in a table that the owner alone may read; null if it is kept
   *     elsewhere, or if there is none
   */
  void write(List<ServerMark> marks, @Nullable SharedOriginal original) throws SQLException {
    boolean before = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try {
      replace(marks, original);
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(before);
    }
  }

  private void replace(List<ServerMark> marks, @Nullable SharedOriginal original)
      throws SQLException {
    boolean there = isThere();
    if (there) {
      execute(List.of("DROP TABLE IF EXISTS redline_mark.kept"));
    }
    if (marks.isEmpty()) {
      execute(
          there
              ? List.of("DROP TABLE redline_mark.change", "DROP SCHEMA redline_mark")
              : List.of());
      return;
    }
    if (there) {
      execute(List.of("DELETE FROM redline_mark.change"));
    } else {
      create(CREATE);
    }
    for (ServerMark mark : marks) {
      insert(mark);
    }
    if (original != null) {
      insert(original);
    }
  }

  /** Whatever default privileges say, others may read the marks and nothing else. */
  private void create(List<String> statements) throws SQLException {
    execute(statements);
    List<String> revoke = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(GRANTED)) {
      while (row.next()) {
        String role = row.getString(2);
        revoke.add(
            "REVOKE ALL ON %s FROM %s"
                .formatted(row.getString(1), role == null ? "PUBLIC" : SqlText.name(role)));
      }
    }
    execute(revoke);
    execute(GRANT);
  }

  private void insert(SharedOriginal original) throws SQLException {
    create(List.of("CREATE TABLE redline_mark.kept (content text NOT NULL)"));
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO redline_mark.kept VALUES (?)")) {
      insert.setString(1, JSON.writeValueAsString(original));
      insert.executeUpdate();
    }
  }

  private boolean has(String table) throws SQLException {
    try (PreparedStatement asked =
        connection.prepareStatement("SELECT pg_catalog.to_regclass(?) IS NOT NULL")) {
      asked.setString(1, table);
      try (ResultSet row = asked.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private void insert(ServerMark mark) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO redline_mark.change VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, mark.id());
      insert.setString(2, mark.change());
      insert.setString(3, mark.phase());
      insert.setString(4, mark.state().name());
      insert.setString(5, mark.owner());
      insert.setObject(6, mark.since().atOffset(ZoneOffset.UTC));
      insert.setString(7, mark.digest());
      insert.setString(8, JSON.writeValueAsString(mark.settings()));
      insert.executeUpdate();
    }
  }

  private boolean isThere() throws SQLException {
    Optional<Boolean> own = own();
    if (own.isPresent() && !own.get()) {
      throw new SQLException(
          "redline_mark.change is not a plain table of a superuser or of this account. Find out who"
              + " made it, and drop or rename it");
    }
    return own.isPresent();
  }

  private Optional<Boolean> own() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(OWN)) {
      return row.next() ? Optional.of(row.getBoolean(1)) : Optional.empty();
    }
  }

  private void execute(List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static ServerMark mark(ResultSet row) throws SQLException {
    Map<String, String> settings = new TreeMap<>();
    JSON.readTree(row.getString("settings"))
        .properties()
        .forEach(each -> settings.put(each.getKey(), each.getValue().asString()));
    Instant since = row.getObject("since", OffsetDateTime.class).toInstant();
    return new ServerMark(
        row.getString("id"),
        row.getString("change"),
        row.getString("phase"),
        ServerMark.State.valueOf(row.getString("state")),
        row.getString("owner"),
        since,
        row.getString("digest"),
        settings);
  }
}
