package dev.redline.phase.propose;

import dev.redline.plan.workload.RelationName;
import dev.redline.postgres.SqlState;
import dev.redline.vector.EstimatedRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A vector index with all that is needed to search through it, to foretell its build and to mend
 * it.
 *
 * @param on the column or expression, as SQL
 * @param type that is indexed, such as {@code halfvec}
 * @param declared the type with its dimensions, and its schema
 * @param operator that it is for, as {@code OPERATOR(schema.<=>)} needs it; null for somebody's own
 * @param predicate of a partial index; empty if it has none
 * @param owner what DROP and REINDEX are about: a partition's index belongs to that of its parent
 * @param rows of the table by {@link EstimatedRows}; negative if there are some, and it was never
 *     analysed
 * @param averageWidth of the column, 0 where it is not known; of sparse vectors by rows that are
 *     read, because statistics take a value that is kept beside the table for its pointer
 * @param options as given to CREATE INDEX
 */
record CatalogIndex(
    RelationName name,
    RelationName table,
    String method,
    String on,
    String type,
    String declared,
    @Nullable Integer dimensions,
    String operatorClass,
    @Nullable String operator,
    String operatorSchema,
    String predicate,
    RelationName owner,
    boolean valid,
    long scans,
    double rows,
    double averageWidth,
    long bytes,
    List<String> options) {

  private static final int MEASURED_ROWS = 1000;

  private static final String QUERY =
      """
      SELECT inn.nspname, i.relname, tn.nspname, t.relname, am.amname,
             pg_catalog.pg_get_indexdef(x.indexrelid, 1, true), ty.typname,
             format_type(a.atttypid, a.atttypmod), nullif(a.atttypmod, -1), oc.opcname, o.oprname,
             coalesce(opn.nspname, ''), coalesce(pg_catalog.pg_get_expr(x.indpred, x.indrelid), ''),
             coalesce(pn.nspname, inn.nspname), coalesce(p.relname, i.relname),
             x.indisvalid AND x.indisready, coalesce(s.idx_scan, 0),
      """
          + "CASE WHEN t.reltuples < 0 AND pg_catalog.pg_relation_size(t.oid) > 0 THEN -1 ELSE "
          + EstimatedRows.of("t")
          + """
             END,
             coalesce((SELECT avg_width FROM pg_catalog.pg_stats w WHERE w.schemaname = tn.nspname
                       AND w.tablename = t.relname
                       AND w.attname = (SELECT attname FROM pg_catalog.pg_attribute c
                                        WHERE c.attrelid = t.oid AND c.attnum = x.indkey[0])), 0),
             pg_catalog.pg_relation_size(i.oid), coalesce(i.reloptions, '{}')
      FROM pg_catalog.pg_index x
      JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
      JOIN pg_catalog.pg_namespace inn ON inn.oid = i.relnamespace
      JOIN pg_catalog.pg_class t ON t.oid = x.indrelid
      JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
      JOIN pg_catalog.pg_am am ON am.oid = i.relam
      JOIN pg_catalog.pg_attribute a ON a.attrelid = i.oid AND a.attnum = 1
      JOIN pg_catalog.pg_type ty ON ty.oid = a.atttypid
      JOIN pg_catalog.pg_opclass oc ON oc.oid = x.indclass[0]
      LEFT JOIN pg_catalog.pg_amop ao ON ao.amopfamily = oc.opcfamily AND ao.amoppurpose = 'o'
      LEFT JOIN pg_catalog.pg_operator o ON o.oid = ao.amopopr
      LEFT JOIN pg_catalog.pg_namespace opn ON opn.oid = o.oprnamespace
      LEFT JOIN pg_catalog.pg_inherits h ON h.inhrelid = i.oid
      LEFT JOIN pg_catalog.pg_class p ON p.oid = h.inhparent
      LEFT JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
      LEFT JOIN pg_catalog.pg_stat_user_indexes s ON s.indexrelid = i.oid
      WHERE am.amname IN ('hnsw', 'ivfflat') AND i.relkind = 'i'
      ORDER BY 1, 2
      """;

  /** All of the database; changes nothing. */
  static List<CatalogIndex> readAll(Connection connection) throws SQLException {
    List<CatalogIndex> indexes = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUERY)) {
      while (row.next()) {
        indexes.add(from(row));
      }
    }
    for (int i = 0; i < indexes.size(); i++) {
      if (indexes.get(i).type().equals("sparsevec")) {
        indexes.set(i, indexes.get(i).measured(connection));
      }
    }
    return indexes;
  }

  /** As statistics have it where the account may not read the table. */
  private CatalogIndex measured(Connection connection) throws SQLException {
    String sql =
        "SELECT pg_catalog.avg(pg_catalog.pg_column_size(v)) FROM (SELECT %s AS v FROM %s LIMIT %d) s"
            .formatted(on, table.sql(), MEASURED_ROWS);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return withAverageWidth(row.getDouble(1));
    } catch (SQLException e) {
      if (SqlState.INSUFFICIENT_PRIVILEGE.of(e)) {
        return this;
      }
      throw e;
    }
  }

  private CatalogIndex withAverageWidth(double width) {
    return new CatalogIndex(
        name,
        table,
        method,
        on,
        type,
        declared,
        dimensions,
        operatorClass,
        operator,
        operatorSchema,
        predicate,
        owner,
        valid,
        scans,
        rows,
        width,
        bytes,
        options);
  }

  /** Bytes of one value, header included. */
  double valueBytes() {
    return VectorBytes.of(type, dimensions, averageWidth);
  }

  private static CatalogIndex from(ResultSet row) throws SQLException {
    return new CatalogIndex(
        new RelationName(row.getString(1), row.getString(2)),
        new RelationName(row.getString(3), row.getString(4)),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getObject(9, Integer.class),
        row.getString(10),
        row.getString(11),
        row.getString(12),
        row.getString(13),
        new RelationName(row.getString(14), row.getString(15)),
        row.getBoolean(16),
        row.getLong(17),
        row.getDouble(18),
        row.getDouble(19),
        row.getLong(20),
        List.of((String[]) row.getArray(21).getArray()));
  }

  /** An option of CREATE INDEX that is a number. */
  int option(String option, int otherwise) {
    return options.stream()
        .filter(text -> text.startsWith(option + "="))
        .map(text -> Integer.valueOf(text.substring(option.length() + 1)))
        .findFirst()
        .orElse(otherwise);
  }

  boolean isHnsw() {
    return method.equals("hnsw");
  }
}
