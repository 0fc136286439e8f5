package dev.redline.record.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.postgres.ApplicationName;
import dev.redline.quoting.SqlText;
import dev.redline.trial.MadeServer;
import dev.redline.trial.PreparedServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The names that a server itself has, and a ticket, are made to be taken for more than text: all
 * that a run leaves shows them as text.
 */
@Tag("long")
class HostileServerTest {

  /** Each part has a mark of its own; no longer than a name may be. */
  private static final String NAME =
      "%s<script>console.error('%1$s')</script>\u202E\u001B[2J\n# PASS|`";

  private static final String DATABASE = NAME.formatted("db");
  private static final String TICKET =
      String.join(" ", HostileRecordTest.NAMES) + "\u001B[2J" + "z".repeat(10_000);

  @TempDir private Path project;
  @TempDir private Path work;
  private MadeServer server;

  @BeforeEach
  void aServerOfSuchNames() throws Exception {
    server = MadeServer.of("plain");
    server.execute(
        "ALTER SYSTEM SET cluster_name = " + literal(NAME.formatted("cl").replace("\n", " ")));
    PreparedServer.run(
        JsonMapper.shared().readValue(server.fact("restart"), new TypeReference<String[]>() {}));
    server.execute("CREATE DATABASE " + SqlText.name(DATABASE));
    try (Connection connection = theirs();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE EXTENSION vector");
      statement.execute("CREATE TABLE t (id int PRIMARY KEY, v vector(3) NOT NULL)");
      statement.execute(
          "INSERT INTO t SELECT n, ARRAY[n, sin(n), cos(n)]::vector FROM generate_series(1, 100) n");
      for (String name : HostileRecordTest.NAMES) {
        statement.execute(
            "CREATE INDEX %s ON t USING hnsw (v vector_cosine_ops)".formatted(SqlText.name(name)));
      }
    }
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void namesOfTheServerAndATicketAreShownAsText() throws Exception {
    HostileRun left = new HostileRun(project, work);
    String console;
    try (Connection holds = theirs();
        Statement statement = holds.createStatement();
        Connection waits = theirs()) {
      statement.execute("SELECT pg_advisory_lock(1)");
      CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> waitFor(waits));
      console = left.run(Map.of("DATABASE_URL", url()), "discovery", "-Dticket=" + TICKET);
      statement.execute("SELECT pg_advisory_unlock(1)");
      waiting.join();
    }

    assertThat(console).doesNotContain("BROKEN");
    String page = Jsoup.parse(left.page().toFile()).wholeText();
    assertThat(page).contains("/" + encoded(DATABASE) + " as postgres", "z".repeat(10_000));
    assertThat(page.length()).isLessThan(100_000);
    assertThat(evidence(left))
        .contains("x".repeat(63), "console.error('planted')")
        .doesNotContain("console.error('cl')"); // is on no list of what may be shown
    left.assertThatAllIsText(console);
  }

  private static void waitFor(Connection session) {
    try (Statement statement = session.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(1)");
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  private static String evidence(HostileRun left) throws Exception {
    StringBuilder text = new StringBuilder();
    for (String file : left.files(".json")) {
      text.append(Files.readString(left.project().resolve(file)));
    }
    return text.toString();
  }

  private Connection theirs() throws Exception {
    Connection connection = MadeServer.connector(url()).open(ApplicationName.CONTROL);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = 0");
      statement.execute("SET statement_timeout = 0");
      statement.execute("SET application_name = " + literal(NAME.formatted("app")));
    }
    return connection;
  }

  private String url() {
    return server.fact("url").replaceFirst("/app$", "/" + encoded(DATABASE));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
