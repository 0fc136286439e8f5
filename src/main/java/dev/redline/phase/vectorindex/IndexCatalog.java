package dev.redline.phase.vectorindex;

import dev.redline.plan.workload.RelationName;
import dev.redline.quoting.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a server's catalog says of indexes. Changes nothing. */
record IndexCatalog(Connection connection) {

  /** The comment of an index that a committed change has replaced and has yet to drop. */
  static final String REPLACED = "redline: replaced by ";

  private static final String FIND =
      """
      SELECT tn.nspname, t.relname, x.indisvalid AND x.indisready AND x.indislive,
             pg_catalog.pg_get_indexdef(x.indexrelid), pg_catalog.pg_relation_size(x.indexrelid),
             coalesce(pg_catalog.obj_description(x.indexrelid, 'pg_class'), ''),
             pg_catalog.pg_get_userbyid(i.relowner),
             pg_catalog.pg_has_role(i.relowner, 'USAGE'), i.relispartition,
             EXISTS (SELECT FROM pg_catalog.pg_constraint c WHERE c.conindid = i.oid),
             (SELECT spcname FROM pg_catalog.pg_tablespace s WHERE s.oid = i.reltablespace)
      FROM pg_catalog.pg_index x
      JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = i.relnamespace
      JOIN pg_catalog.pg_class t ON t.oid = x.indrelid
      JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
      WHERE n.nspname = ? AND i.relname = ?
      """;

  private static final String OPERATOR_CLASS =
      """
      SELECT DISTINCT n.nspname, oc.opcname
      FROM pg_catalog.pg_opclass oc
      JOIN pg_catalog.pg_namespace n ON n.oid = oc.opcnamespace
      JOIN pg_catalog.pg_am am ON am.oid = oc.opcmethod
      JOIN pg_catalog.pg_type ty ON ty.oid = oc.opcintype
      JOIN pg_catalog.pg_amop ao ON ao.amopfamily = oc.opcfamily AND ao.amoppurpose = 'o'
      JOIN pg_catalog.pg_operator o ON o.oid = ao.amopopr
      JOIN pg_catalog.pg_extension e ON e.extname = 'vector' AND e.extnamespace = n.oid
      WHERE am.amname = ? AND ty.typname = ? AND o.oprname = ?
      ORDER BY 1, 2
      """;

  private static final String LEFT =
      """
      SELECT n.nspname, i.relname
      FROM pg_catalog.pg_class i JOIN pg_catalog.pg_namespace n ON n.oid = i.relnamespace
      WHERE i.relkind = 'i' AND i.relname LIKE 'redline\\_%\\_old'
        AND pg_catalog.obj_description(i.oid, 'pg_class') LIKE ?
      ORDER BY 1, 2
      """;

  /**
   * An index.
   *
   * @param usable valid, ready and live
   * @param mayDrop whether this account may drop or rename it
   * @param part whether it belongs to the index of a partitioned table, or to a constraint
   * @param tablespace empty: the database's
   */
  record Entry(
      RelationName table,
      boolean usable,
      String definition,
      long bytes,
      String comment,
      String owner,
      boolean mayDrop,
      boolean part,
      Optional<String> tablespace) {}

  Optional<Entry> find(RelationName index) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, index.schema());
      statement.setString(2, index.name());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(entry(row)) : Optional.empty();
      }
    }
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        new RelationName(row.getString(1), row.getString(2)),
        row.getBoolean(3),
        row.getString(4),
        row.getLong(5),
        row.getString(6),
        row.getString(7),
        row.getBoolean(8),
        row.getBoolean(9) || row.getBoolean(10),
        Optional.ofNullable(row.getString(11)));
  }

  /**
   * pgvector's operator class of a method, as SQL.
   *
   * @param type that is indexed, such as {@code halfvec}
   * @param operator that searches order by, without schema
   */
  Optional<String> operatorClass(String method, String type, String operator) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OPERATOR_CLASS)) {
      statement.setString(1, method);
      statement.setString(2, type);
      statement.setString(3, operator);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(SqlText.name(row.getString(1)) + "." + SqlText.name(row.getString(2)))
            : Optional.empty();
      }
    }
  }

  /** Indexes that committed changes have replaced and that are still there. */
  List<RelationName> leftToDrop() throws SQLException {
    List<RelationName> left = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(LEFT)) {
      statement.setString(1, REPLACED + "%");
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          left.add(new RelationName(row.getString(1), row.getString(2)));
        }
      }
    }
    return left;
  }
}
