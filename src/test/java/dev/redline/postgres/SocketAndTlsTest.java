package dev.redline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redline.trial.MadeServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways in that need files: the socket of a server without TCP, and certificates. */
class SocketAndTlsTest {

  @TempDir private Path folder;

  @Test
  void theAccountOfTheOperatingSystemIsTheKeyToASocket() throws Exception {
    try (MadeServer server = MadeServer.of("peer")) {
      try (Connection connection = server.connector().open(ApplicationName.CONTROL);
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT current_user, inet_server_addr()")) {
        row.next();
        assertThat(row.getString(1)).isEqualTo("postgres");
        assertThat(row.getString(2)).isNull();
      }
      assertThat(server.connector().endpoint().socketDirectory())
          .contains(server.folder().toString());
      assertThat(failure(server.fact("url").replace("postgres@", "somebody@")))
          .hasMessageContaining(" by " + server.folder() + " as somebody after 1 attempt")
          .hasMessageContaining("runuser -u somebody");
    }
  }

  @Test
  void keywordsLeadToASocketAsWell() throws Exception {
    try (MadeServer server = MadeServer.of("peer")) {
      String port = server.fact("url").replaceFirst(".*port=", "");
      String keywords = "host=%s port=%s dbname=app user=postgres".formatted(server.folder(), port);
      MadeServer.connector(keywords).open(ApplicationName.CONTROL).close();
    }
  }

  @Test
  void aCertificateIsVerifiedInFullAndAWrongFileIsNamed() throws Exception {
    try (MadeServer server = MadeServer.of("tls")) {
      String url = server.fact("url");
      try (Connection connection = server.connector().open(ApplicationName.CONTROL);
          Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
        row.next();
        assertThat(row.getBoolean(1)).isTrue();
      }
      String file = server.fact("certificate");
      assertThat(failure(url.replace(file, "/nowhere/ca.crt")))
          .hasMessageContaining("after 1 attempt")
          .hasMessageContaining("sslrootcert names /nowhere/ca.crt, which is not there");
      Path text = Files.writeString(folder.resolve("ca.txt"), "no certificate");
      assertThat(failure(url.replace(file, text.toString())))
          .hasMessageContaining("ca.txt, which holds no certificate");
      assertThat(failure(url.replace("@localhost", "@127.0.0.1")))
          .hasMessageContaining("after 1 attempt")
          .hasMessageContaining("the server's certificate is not one for 127.0.0.1")
          .hasMessageContaining("holds CN=Trial CA");
    }
  }

  private static ConnectionFailedException failure(String url) {
    ConnectionFailedException failure =
        catchThrowableOfType(
            ConnectionFailedException.class,
            () -> MadeServer.connector(url).open(ApplicationName.CONTROL));
    assertThat(failure).as("nobody is let in").isNotNull();
    return failure;
  }
}
