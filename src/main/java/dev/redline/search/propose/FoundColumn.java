package dev.redline.search.propose;

import dev.redline.plan.workload.Distance;
import dev.redline.plan.workload.RelationName;
import dev.redline.vector.EstimatedRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A vector column that searches may be about, with one index on it or none.
 *
 * @param declared its type with dimensions
 * @param id the columns of the primary key or of a unique index; empty: nothing tells rows apart
 * @param rows by {@link EstimatedRows}
 * @param text the widest column of text; null: none
 * @param index null: none
 * @param method of the index
 * @param on column or expression of the index
 * @param operator of the index
 * @param options of the index
 * @param where of a partial index: the condition; null: none
 */
record FoundColumn(
    RelationName table,
    String column,
    String type,
    String declared,
    List<String> id,
    long rows,
    @Nullable String text,
    @Nullable RelationName index,
    @Nullable String method,
    @Nullable String on,
    @Nullable String operator,
    List<String> options,
    @Nullable String where) {

  private static final String QUERY =
      """
      SELECT n.nspname, c.relname, a.attname, t.typname,
        format_type(t.oid, CASE WHEN d.typtype = 'd' THEN d.typtypmod ELSE a.atttypmod END),
        coalesce((SELECT array_agg(k.attname ORDER BY x.place)
          FROM (SELECT indkey FROM pg_catalog.pg_index
                WHERE indrelid = c.oid AND indisunique AND indisvalid AND indpred IS NULL
                  AND 0 <> ALL (indkey)
                ORDER BY indisprimary DESC, indnkeyatts LIMIT 1) u,
               unnest(u.indkey) WITH ORDINALITY x(attnum, place),
               pg_attribute k WHERE k.attrelid = c.oid AND k.attnum = x.attnum), '{}'),
        (WITH RECURSIVE part(oid) AS (SELECT c.oid UNION ALL
           SELECT inhrelid FROM pg_catalog.pg_inherits JOIN part ON inhparent = part.oid)
         SELECT pg_catalog.sum(
      """
          + EstimatedRows.of("p")
          + """
         )::bigint FROM part JOIN pg_catalog.pg_class p USING (oid)
         WHERE p.relkind IN ('r', 'm')),
        (SELECT s.attname FROM pg_catalog.pg_stats s JOIN pg_catalog.pg_attribute sa
           ON sa.attrelid = c.oid AND sa.attname = s.attname
           AND sa.atttypid IN ('text'::regtype, 'varchar'::regtype)
         WHERE s.schemaname = n.nspname AND s.tablename = c.relname
           AND NOT EXISTS (SELECT FROM pg_catalog.pg_index k WHERE k.indrelid = c.oid
                           AND k.indisprimary AND sa.attnum = ANY (k.indkey))
         ORDER BY s.avg_width DESC LIMIT 1),
        inn.nspname, i.relname, am.amname, pg_catalog.pg_get_indexdef(x.indexrelid, 1, true), o.oprname,
        coalesce(i.reloptions, '{}'), pg_catalog.pg_get_expr(x.indpred, x.indrelid, true)
      FROM pg_catalog.pg_attribute a
      JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'm')
        AND NOT c.relispartition
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_type d ON d.oid = a.atttypid
      JOIN pg_catalog.pg_type t ON t.oid = CASE d.typtype WHEN 'd' THEN d.typbasetype ELSE d.oid END
      LEFT JOIN (pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
        JOIN pg_catalog.pg_am am ON am.oid = i.relam AND am.amname IN ('hnsw', 'ivfflat')
        JOIN pg_catalog.pg_namespace inn ON inn.oid = i.relnamespace
        JOIN pg_catalog.pg_opclass oc ON oc.oid = x.indclass[0]
        JOIN pg_catalog.pg_amop ao ON ao.amopfamily = oc.opcfamily AND ao.amoppurpose = 'o'
        JOIN pg_catalog.pg_operator o ON o.oid = ao.amopopr)
        ON x.indrelid = c.oid AND x.indisvalid AND (x.indkey[0] = a.attnum
          OR x.indkey[0] = 0 AND EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = x.indexrelid
            AND d.refobjid = c.oid AND d.refobjsubid = a.attnum))
      WHERE a.attnum > 0 AND NOT a.attisdropped AND n.nspname NOT LIKE 'pg\\_%'
        AND n.nspname <> 'information_schema' AND has_table_privilege(c.oid, 'SELECT')
        AND (t.typname IN ('vector', 'halfvec', 'sparsevec') OR t.typname = 'bit' AND x.indexrelid IS NOT NULL)
      ORDER BY 7 DESC NULLS LAST, 1, 2, 3, 10
      """;

  /** All of the database that this account may read; counts no rows. */
  static List<FoundColumn> read(Connection connection) throws SQLException {
    List<FoundColumn> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(QUERY);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found.add(from(row));
      }
    }
    return found;
  }

  private static FoundColumn from(ResultSet row) throws SQLException {
    String index = row.getString(10);
    return new FoundColumn(
        new RelationName(row.getString(1), row.getString(2)),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        List.of((String[]) row.getArray(6).getArray()),
        row.getLong(7),
        row.getString(8),
        index == null ? null : new RelationName(row.getString(9), index),
        row.getString(11),
        row.getString(12),
        row.getString(13),
        List.of((String[]) row.getArray(14).getArray()),
        row.getString(15));
  }

  /** By the index; without one, what most embeddings are made for. */
  Distance distance() {
    return operator == null ? Distance.COSINE : Distance.ofOperator(operator);
  }

  /** Whether the index is on an expression over the column. */
  boolean onExpression() {
    return on != null && !on.replace("\"", "").equals(column);
  }

  /** Whether it is on bits that stand for vectors. */
  boolean onBits() {
    return onExpression() && !type.equals("bit") && String.valueOf(on).contains("binary_quantize");
  }

  /** Of an ivfflat index: the square root of its lists, where its makers say to start. */
  int probes() {
    int lists =
        options.stream()
            .filter(option -> option.startsWith("lists="))
            .map(option -> Integer.parseInt(option.substring("lists=".length())))
            .findFirst()
            .orElse(100);
    return (int) Math.max(1, Math.round(Math.sqrt(lists)));
  }
}
