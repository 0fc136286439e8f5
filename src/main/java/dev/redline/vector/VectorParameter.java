package dev.redline.vector;

import com.pgvector.PGvector;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A vector as a parameter of a statement that writes it. */
public final class VectorParameter {

  private VectorParameter() {}

  /**
   * Sets the parameter at a position, from 1, of a statement of a session that a {@link
   * SearchSession} has taken over.
   */
  public static void set(PreparedStatement statement, int position, float[] vector)
      throws SQLException {
    statement.setObject(position, new PGvector(vector));
  }
}
