package dev.redline.search;

import dev.redline.plan.workload.RelationName;
import dev.redline.vector.EstimatedRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table or view, what it is made of, and the vector indexes that serve it.
 *
 * @param columns by name
 * @param parts the relation itself, its partitions, the tables of a view
 * @param indexes of all parts
 * @param overrides statements that give up what somebody has said of the planner's statistics
 */
public record Relation(
    RelationName name,
    Map<String, Column> columns,
    List<Part> parts,
    List<ColumnIndex> indexes,
    List<String> overrides) {

  /**
   * A column.
   *
   * @param type as the catalog has it, such as {@code halfvec}; of a domain what it is over
   * @param typeSchema where the type is
   * @param declared the type with its dimensions, as SQL writes it, such as {@code vector(768)}
   */
  public record Column(String name, String type, String typeSchema, String declared) {}

  /**
   * A relation with rows, or that has others below it.
   *
   * @param kind as {@code pg_class.relkind}
   * @param estimatedRows by {@link EstimatedRows}
   */
  public record Part(long oid, RelationName name, String kind, long estimatedRows) {

    /** Whether rows are in it: a view or a partitioned table has them elsewhere. */
    boolean hasRows() {
      return kind.equals("r") || kind.equals("m");
    }
  }

  private static final String PARTS =
      """
      WITH RECURSIVE part(oid) AS (
        SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
        UNION
        SELECT below.oid FROM part JOIN (
          SELECT inhparent AS above, inhrelid AS oid FROM pg_catalog.pg_inherits
          UNION ALL
          SELECT r.ev_class, d.refobjid FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_depend d
          ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
          AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> r.ev_class
          JOIN pg_catalog.pg_class v ON v.oid = r.ev_class AND v.relkind = 'v'
        ) below ON below.above = part.oid)
      SELECT c.oid, n.nspname, c.relname, c.relkind,
      """
          + EstimatedRows.of("c")
          + """
      FROM part JOIN pg_catalog.pg_class c USING (oid) JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY 2, 3
      """;

  private static final String COLUMNS =
      """
      SELECT a.attname, t.typname, n.nspname,
        format_type(t.oid, CASE WHEN d.typtype = 'd' THEN d.typtypmod ELSE a.atttypmod END)
      FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type d ON d.oid = a.atttypid
      JOIN pg_catalog.pg_type t ON t.oid = CASE d.typtype WHEN 'd' THEN d.typbasetype ELSE d.oid END
      JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
      WHERE a.attrelid = ? AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
      """;

  /** Reads it from the catalog; empty if there is no such relation, or it may not be seen. */
  public static Optional<Relation> read(Connection connection, RelationName name)
      throws SQLException {
    List<Part> parts = parts(connection, name);
    Optional<Part> itself = parts.stream().filter(part -> part.name().equals(name)).findFirst();
    if (itself.isEmpty()) {
      return Optional.empty();
    }
    List<Long> oids = parts.stream().map(Part::oid).toList();
    return Optional.of(
        new Relation(
            name,
            columns(connection, itself.get().oid()),
            parts,
            ColumnIndex.read(connection, oids),
            StatisticsOverrides.read(connection, oids)));
  }

  private static List<Part> parts(Connection connection, RelationName name) throws SQLException {
    List<Part> parts = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(PARTS)) {
      statement.setString(1, name.schema());
      statement.setString(2, name.name());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          parts.add(
              new Part(
                  row.getLong(1),
                  new RelationName(row.getString(2), row.getString(3)),
                  row.getString(4),
                  row.getLong(5)));
        }
      }
    }
    return parts;
  }

  private static Map<String, Column> columns(Connection connection, long oid) throws SQLException {
    Map<String, Column> columns = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setLong(1, oid);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Column column =
              new Column(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
          columns.put(column.name(), column);
        }
      }
    }
    return columns;
  }

  /** Rows of all parts: a table of somebody's is not counted. */
  public long estimatedRows() {
    return parts.stream().filter(Part::hasRows).mapToLong(Part::estimatedRows).sum();
  }

  /** Whether it is a view: no sample can be taken of its blocks. */
  boolean isView() {
    return parts.stream().anyMatch(part -> part.name().equals(name) && part.kind().equals("v"));
  }
}
