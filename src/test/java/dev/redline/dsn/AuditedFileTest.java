package dev.redline.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record that holds a credential is recognised, whatever form it took; a good one is not. */
class AuditedFileTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://app:SECRET%22%2F@db:5432/rag?sslmode=require",
        "postgresql://app@db/rag?password=SECRET%22%2F",
        "postgresql://app:SECRET@db/rag?sslpassword=SECRET2&sslmode=verify-full",
        "postgresql://app:SECRET@[::1]:5433,[fe80::1]/rag?options=-c%20search_path%3DSECRET",
        "postgresql://app:SECRET@one,two:5433,10.0.0.3/rag",
        "postgresql://app:SECRET@%2Fvar%2Frun%2Fpostgresql/rag",
        "host=/var/run/postgresql user=app password='SECRET\\' x' dbname=rag",
        "host=one,two port=5432,5433 user=app password=SECRET dbname=rag",
        "jdbc:postgresql://db/rag?user=app&password=SECRET",
        "postgresql+asyncpg://app:SECRET@db/rag",
        "postgresql://app:app1@db/app1",
      })
  void everyFormIsRecordedWithoutItsCredentials(String text) throws IOException {
    Resolution resolution = recorded(text);

    assertThat(AuditedFile.read(file()).findings(resolution)).isEmpty();
    assertThat(Files.readString(file())).doesNotContain("SECRET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"outcome\":\"server\",\"warnings\":[\"SECRET\\\"/ is it\"]}",
        "{\"outcome\":\"server\",\"warnings\":[\"SECRET%22%2F\"]}",
        "{\"outcome\":\"server\",\"user\":\"app:SECRET\\\"/\"}",
      })
  void aCredentialIsRecognisedRawEncodedAndEscaped(String content) throws IOException {
    Resolution resolution = recorded("postgresql://app:SECRET%22%2F@db:5432/rag");
    Files.writeString(file(), content);

    assertThat(AuditedFile.read(file()).findings(resolution))
        .containsExactly("a password of the connection string");
  }

  @Test
  void anUnknownEntryAnotherOutcomeAndNoRecordAreRecognised() throws IOException {
    Resolution resolution = recorded("postgresql://app:SECRET@db/rag");
    Files.writeString(file(), "{\"outcome\":\"none\",\"url\":\"x\"}");
    assertThat(AuditedFile.read(file()).findings(resolution))
        .containsExactly("another outcome than server", "an entry that no resolution has");
    Files.delete(file());
    assertThat(AuditedFile.read(file()).findings(resolution)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host=db dbname=rag;password=SECRET",
        "host=/run/pg;password=SECRET dbname=rag",
        "user=app;password=SECRET host=db",
        "postgresql://db/rag;password=SECRET",
        "postgresql://%2Frun%2Fpg;password=SECRET/rag",
      })
  void aStringThatIsCutInTheWrongPlaceIsRefusedInsteadOfShown(String text) {
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Dsn.parse(text)))
        .isInstanceOf(DsnException.class)
        .hasMessageNotContaining("SECRET");
  }

  private Resolution recorded(String text) {
    Resolution resolution =
        new Resolution.Server(Dsn.parse(text), "DATABASE_URL", Optional.empty(), List.of());
    new DsnAudit(file(), Clock.systemUTC()).record(resolution);
    return resolution;
  }

  private Path file() {
    return folder.resolve("dsn_audit.json");
  }
}
