package dev.redline.vector;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Rows that can be searched for those nearest to a vector. */
public sealed interface Searchable permits VectorTable, FilteredTable {

  /** The statement that every search runs; returns ids, as text, and distances, nearest first. */
  String query();

  /** Binds the parameters of {@link #query}. */
  void bind(PreparedStatement statement, float[] query, int k) throws SQLException;

  /** Counts the rows that can be found, and all of the table; reads it whole. */
  Selectivity selectivity(Connection connection) throws SQLException;
}
