package dev.redline.search;

import dev.redline.plan.workload.RelationName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A vector index of a relation, or of one of its partitions.
 *
 * @param relation that it belongs to, a partition perhaps
 * @param method hnsw or ivfflat
 * @param on the column or expression, as the server prints it
 * @param operator that its operator class is for, without schema; null for one of somebody's own
 * @param operatorSchema where that operator is
 * @param options as given to {@code CREATE INDEX}
 * @param valid whether searches use it
 */
public record ColumnIndex(
    RelationName name,
    RelationName relation,
    String method,
    String on,
    String operatorClass,
    @Nullable String operator,
    @Nullable String operatorSchema,
    List<String> options,
    boolean valid) {

  private static final String QUERY =
      """
      SELECT inn.nspname, i.relname, tn.nspname, t.relname, am.amname,
             pg_catalog.pg_get_indexdef(x.indexrelid, 1, true), oc.opcname, o.oprname, opn.nspname,
             coalesce(i.reloptions, '{}'), x.indisvalid AND x.indisready
      FROM pg_catalog.pg_index x
      JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
      JOIN pg_catalog.pg_namespace inn ON inn.oid = i.relnamespace
      JOIN pg_catalog.pg_class t ON t.oid = x.indrelid
      JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
      JOIN pg_catalog.pg_am am ON am.oid = i.relam
      JOIN pg_catalog.pg_opclass oc ON oc.oid = x.indclass[0]
      LEFT JOIN pg_catalog.pg_amop ao ON ao.amopfamily = oc.opcfamily AND ao.amoppurpose = 'o'
      LEFT JOIN pg_catalog.pg_operator o ON o.oid = ao.amopopr
      LEFT JOIN pg_catalog.pg_namespace opn ON opn.oid = o.oprnamespace
      WHERE am.amname IN ('hnsw', 'ivfflat') AND x.indrelid = ANY (?)
      ORDER BY 1, 2
      """;

  /** All of the relations; changes nothing. */
  static List<ColumnIndex> read(Connection connection, List<Long> relations) throws SQLException {
    List<ColumnIndex> indexes = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
      Array oids = connection.createArrayOf("oid", relations.toArray());
      statement.setArray(1, oids);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          indexes.add(from(row));
        }
      }
    }
    return indexes;
  }

  private static ColumnIndex from(ResultSet row) throws SQLException {
    return new ColumnIndex(
        new RelationName(row.getString(1), row.getString(2)),
        new RelationName(row.getString(3), row.getString(4)),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        List.of((String[]) row.getArray(10).getArray()),
        row.getBoolean(11));
  }

  /** Whether it is on the column or expression, however that is written. */
  boolean isOn(String columnOrExpression) {
    return plain(on).equals(plain(columnOrExpression));
  }

  /** Spaces, case and brackets around it all make no difference. */
  private static String plain(String expression) {
    String text = expression.replaceAll("\\s+", "").replace("\"", "");
    while (text.startsWith("(") && closes(text) == text.length() - 1) {
      text = text.substring(1, text.length() - 1);
    }
    return text;
  }

  private static int closes(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
