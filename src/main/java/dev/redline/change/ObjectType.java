package dev.redline.change;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/** A type of object that a phase creates: how it is found, and how it is dropped. */
public enum ObjectType {
  /** Dropped with the sessions in it. */
  DATABASE(
      "DROP DATABASE IF EXISTS %s WITH (FORCE)",
      "SELECT FROM pg_catalog.pg_database WHERE datname = (pg_catalog.parse_ident(?))[1]"),
  EXTENSION(
      "DROP EXTENSION IF EXISTS %s",
      "SELECT FROM pg_catalog.pg_extension WHERE extname = (pg_catalog.parse_ident(?))[1]"),
  /** Created and dropped CONCURRENTLY. */
  INDEX("DROP INDEX CONCURRENTLY IF EXISTS %s", relation("i")),
  /** Dropped with all that is in it. */
  SCHEMA(
      "DROP SCHEMA IF EXISTS %s CASCADE",
      "SELECT FROM pg_catalog.pg_namespace WHERE nspname = (pg_catalog.parse_ident(?))[1]"),
  VIEW("DROP VIEW IF EXISTS %s", relation("v"));

  private final String drop;
  private final String find;

  ObjectType(String drop, String find) {
    this.drop = drop;
    this.find = find;
  }

  private static String relation(String kind) {
    return "SELECT FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass(?)"
        + " AND relkind = '"
        + kind
        + "'";
  }

  /** For a person. */
  String called(String name) {
    return name().toLowerCase(Locale.ROOT) + " " + name;
  }

  /**
   * The statement that drops it; may run twice, and where there is nothing to drop.
   *
   * @param name as SQL takes it
   */
  public String drop(String name) {
    return drop.formatted(name);
  }

  /**
   * Whether the catalog has it.
   *
   * @param name as SQL takes it
   */
  public boolean isThere(String name, Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(find)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }
}
