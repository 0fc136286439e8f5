package dev.redline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** All of a transaction happens, or nothing does. */
@ExtendWith(SharedBareServer.class)
class TransactionTest {

  private BareServer server;

  @BeforeEach
  void connect(BareServer shared) throws Exception {
    server = shared;
    server.execute("CREATE TABLE whole (n int)");
  }

  @AfterEach
  void leaveNothing() throws Exception {
    server.execute("DROP TABLE whole");
  }

  @Test
  void allOfItHappens() throws Exception {
    try (Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      Transaction.of(connection, work -> work.execute("INSERT INTO whole VALUES (1)"));
      assertThat(connection.getAutoCommit()).isTrue();
    }
    assertThat(server.query("SELECT count(*) FROM whole")).containsExactly("1");
  }

  @Test
  void nothingOfItHappensWhereTheLastStatementFails() throws Exception {
    try (Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      assertThatThrownBy(() -> insertAnd(connection, "SELECT 1/0"))
          .hasMessageContaining("division by zero");
      assertThat(connection.getAutoCommit()).isTrue();
    }
    assertThat(server.query("SELECT count(*) FROM whole")).containsExactly("0");
  }

  @Test
  void whereTheConnectionIsLostTheFirstReasonIsTold() throws Exception {
    try (Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      assertThatThrownBy(
              () -> insertAnd(connection, "SELECT pg_terminate_backend(pg_backend_pid())"))
          .hasMessageContaining("terminating connection");
    }
    assertThat(server.query("SELECT count(*) FROM whole")).containsExactly("0");
  }

  private static void insertAnd(Connection connection, String last) throws SQLException {
    Transaction.of(
        connection,
        work -> {
          work.execute("INSERT INTO whole VALUES (1)");
          work.execute(last);
        });
  }
}
