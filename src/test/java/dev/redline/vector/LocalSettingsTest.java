package dev.redline.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.postgres.ApplicationName;
import dev.redline.trial.LiveServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the policy reaches a transaction, on a real server. */
class LocalSettingsTest {

  private static final LocalSettings EF_SEARCH = new LocalSettings(Map.of("hnsw.ef_search", "123"));
  private static final LocalSettings UNKNOWN =
      new LocalSettings(Map.of("hnsw.no_such_setting", "1"));

  private static LiveServer server;
  private Connection connection;

  @BeforeAll
  static void start() throws Exception {
    server = LiveServer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void connect() {
    connection = server.connector().open(ApplicationName.EVALUATION);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void theyAreInForceUntilTheTransactionEnds() throws SQLException {
    connection.setAutoCommit(false);
    EF_SEARCH.requireKnown(connection, new VectorNames(Optional.empty()));
    EF_SEARCH.apply(connection);
    assertThat(efSearch()).isEqualTo("123");

    connection.commit();
    assertThat(efSearch()).isEqualTo("40");
  }

  @Test
  void aTransactionThatIsRolledBackForgetsThemToo() throws SQLException {
    connection.setAutoCommit(false);
    EF_SEARCH.requireKnown(connection, new VectorNames(Optional.empty()));
    connection.commit();
    EF_SEARCH.apply(connection);

    connection.rollback();
    assertThat(efSearch()).isEqualTo("40");
  }

  @Test
  void aConnectionInAutocommitIsRefused() {
    assertThatThrownBy(() -> EF_SEARCH.apply(connection))
        .isInstanceOf(AutocommitException.class)
        .hasMessageContaining("SET LOCAL would end with its own statement")
        .hasMessageContaining("setAutoCommit(false)");
  }

  @Test
  void theServerItselfTakesAnUnknownNameAndTheHarnessDoesNot() throws SQLException {
    connection.setAutoCommit(false);
    UNKNOWN.apply(connection);

    assertThatThrownBy(() -> UNKNOWN.requireKnown(connection, new VectorNames(Optional.empty())))
        .isInstanceOf(UnknownPolicyException.class)
        .hasMessageContaining("does not know hnsw.no_such_setting")
        .hasMessageContaining("ALTER EXTENSION vector UPDATE");
  }

  @Test
  void aNameOrValueIsNoWayToRunOtherSql() throws SQLException {
    connection.setAutoCommit(false);
    EF_SEARCH.requireKnown(connection, new VectorNames(Optional.empty()));
    LocalSettings bad =
        new LocalSettings(Map.of("hnsw.ef_search", "40'; DROP TABLE probe_vectors; --"));

    assertThatThrownBy(() -> bad.apply(connection)).hasMessageContaining("parameter");
    connection.rollback();
    assertThat(value("SELECT to_regclass('probe_vectors')")).isEqualTo("probe_vectors");
  }

  private String efSearch() throws SQLException {
    return value("SELECT current_setting('hnsw.ef_search')");
  }

  private String value(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
