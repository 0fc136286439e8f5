package dev.redline.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Statements that happen together or not at all. */
public final class Transaction {

  /** What happens in it. */
  @FunctionalInterface
  public interface Work {

    /** Runs the statements; whatever it throws takes all of them back. */
    void on(Statement statement) throws SQLException;
  }

  private Transaction() {}

  /** On a connection in autocommit mode, which it is in again afterwards. */
  public static void of(Connection connection, Work work) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      work.on(statement);
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      takeBack(connection, e);
      throw e;
    }
    connection.setAutoCommit(true);
  }

  /** On a connection that was lost there is nothing to take back: the first reason counts. */
  private static void takeBack(Connection connection, Exception reason) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }
}
