package dev.redline.dsn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DsnAuditTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  @TempDir private Path directory;

  @Test
  void aServerIsRecordedWithoutItsCredentials() {
    Dsn dsn = Dsn.parse("postgresql://app:SECRET@[::1]/rag?sslpassword=CRETSE&sslmode=require");
    audit()
        .record(new Resolution.Server(dsn, "DATABASE_URL", Optional.empty(), List.of("careful")));
    assertThat(written().toString())
        .isEqualTo(
            "{'time':'2026-01-02T03:04:05Z','outcome':'server','variable':'DATABASE_URL',"
                    .replace('\'', '"')
                + "'hosts':['[::1]:5432'],'database':'rag','user':'app','password':'given',"
                    .replace('\'', '"')
                + "'parameters':['sslmode'],'warnings':['careful']}".replace('\'', '"'));
  }

  @Test
  void mockAndNoneAreRecorded() {
    audit().record(new Resolution.Mock("POSTGRES_DSN", List.of()));
    assertThat(written().get("outcome").asString()).isEqualTo("mock");
    assertThat(written().get("variable").asString()).isEqualTo("POSTGRES_DSN");
    audit().record(new Resolution.None());
    assertThat(written().get("outcome").asString()).isEqualTo("none");
  }

  @Test
  void aRefusalIsRecordedWithItsReason() {
    DsnException refusal =
        catchThrowableOfType(DsnException.class, () -> Dsn.parse("postgresql://u:SECRET"));
    audit().record(refusal);
    assertThat(written().get("outcome").asString()).isEqualTo("refused");
    assertThat(written().get("reason").asString()).contains("a port is not a whole number");
  }

  @Test
  void nothingButTheFileIsLeftBehind() {
    audit().record(new Resolution.None());
    assertThat(directory.resolve("evidence")).isDirectoryContaining("glob:**dsn_audit.json");
    assertThat(directory.resolve("evidence").toFile().list()).hasSize(1);
  }

  private DsnAudit audit() {
    return new DsnAudit(file(), CLOCK);
  }

  private JsonNode written() {
    return JsonMapper.shared().readTree(file().toFile());
  }

  private Path file() {
    return directory.resolve("evidence/dsn_audit.json");
  }
}
