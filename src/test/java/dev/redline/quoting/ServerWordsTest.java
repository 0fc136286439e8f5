package dev.redline.quoting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redline.target.local.TestCluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What a server says is shown as far as the words are PostgreSQL's own: told by a real one. */
class ServerWordsTest {

  private static TestCluster server;

  @BeforeAll
  static void start() throws Exception {
    server = TestCluster.start();
    try (Connection connection = server.open();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE public.fruit (name text PRIMARY KEY CHECK (name <> 'pear'))");
      statement.execute("INSERT INTO public.fruit VALUES ('plum')");
    }
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DO $$ BEGIN RAISE EXCEPTION 'plum'; END $$",
        "DO $$ BEGIN RAISE EXCEPTION 'plum' USING ERRCODE = '42501', HINT = 'plum'; END $$",
        "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '22012', MESSAGE = 'plum'; END $$",
        "DO $$ BEGIN ASSERT false, 'plum'; END $$",
        "SELECT 'plum'::int",
        "SELECT '{\"a\": plum}'::json",
        "SELECT to_date('plum', 'YYYY')",
        "SELECT plum plum plum",
        "INSERT INTO public.fruit VALUES ('plum')",
        "SET work_mem = 'plum'",
        "SELECT 1 FROM public.fruit WHERE name ~ '(plum'"
      })
  void valuesAndTextsOfOthersAreNotShown(String sql) throws Exception {
    SQLException failure = failure(sql);

    assertThat(ServerWords.of(failure)).doesNotContain("plum").isNotBlank();
    assertThat(CauseText.of(new IllegalStateException(failure))).doesNotContain("plum");
  }

  @Test
  void whatIsNotShownIsSaidToBeThere() throws Exception {
    assertThat(ServerWords.of(failure("DO $$ BEGIN RAISE EXCEPTION 'plum'; END $$")))
        .isEqualTo(
            "ERROR that is not PostgreSQL's own (SQLSTATE P0001): its text of 4 characters is not"
                + " shown, the server's log has it");
  }

  @Test
  void namesOfObjectsAndStatesOfTheServerAreShown() throws Exception {
    assertThat(ServerWords.of(failure("SELECT 1 FROM public.no_such_table")))
        .isEqualTo("ERROR: relation \"public.no_such_table\" does not exist");
    assertThat(ServerWords.of(failure("SELECT 1/0"))).isEqualTo("ERROR: division by zero");
    assertThat(ServerWords.of(failure("INSERT INTO public.fruit VALUES ('pear')")))
        .contains("violates check constraint \"fruit_name_check\"");
    assertThat(ServerWords.of(failure("SET statement_timeout = 1; SELECT pg_sleep(1)")))
        .isEqualTo("ERROR: canceling statement due to statement timeout");
  }

  @Test
  void theDriversOwnWordsAreShown() {
    assertThat(ServerWords.of(new SQLException("This connection has been closed.", "08003")))
        .isEqualTo("This connection has been closed.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3D000 | no such database: plum | FATAL: no such database",
        "08P01 | server login failed: FATAL plum | FATAL: server login failed",
        "08P01 | query_wait_timeout | FATAL: query_wait_timeout",
        "53300 | no more connections allowed (max_client_conn) | FATAL: no more connections allowed (max_client_conn)",
        "42000 | host=h plum | FATAL of what is between us and the server (SQLSTATE 42000)"
      })
  void whatAPoolerSaysIsShownAsFarAsItIsKnown(String state, String text, String shown) {
    String fields = "SFATAL\0C%s\0M%s\0\0".formatted(state, text);

    assertThat(ServerWords.of(new PSQLException(new ServerErrorMessage(fields))))
        .startsWith(shown)
        .doesNotContain("plum");
  }

  private static SQLException failure(String sql) throws SQLException {
    try (Connection connection = server.open();
        Statement statement = connection.createStatement()) {
      return catchThrowableOfType(SQLException.class, () -> statement.execute(sql));
    }
  }
}
