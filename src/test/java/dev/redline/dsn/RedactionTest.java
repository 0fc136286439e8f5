package dev.redline.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  private final Redaction redaction = Redaction.of(Map.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://app:x@db/rag",
        "postgresql://app:12 34@db/rag",
        "postgresql://app@db/rag?password=x",
        "postgresql://app@db/rag?sslmode=require",
        "postgresql+psycopg2://app:x@db",
        "jdbc:postgresql:rag?user=app",
        "https://user:x@host/path",
        "amqp://guest:x@queue",
        "app:x@db.example",
        "host=db dbname=rag",
        "password: x",
        "PGPASSWORD=x psql",
        "{\"api_key\": \"x\"}",
        "Authorization: Bearer abcdefgh1234",
        "the key is AKIAABCDEFGHIJKLMNOP",
        "-----BEGIN PRIVATE KEY-----",
      })
  void whatLooksLikeACredentialIsNotShown(String text) {
    assertThat(redaction.apply(text)).isEqualTo(Redaction.NOT_SHOWN);
    assertThat(redaction.apply("it said: " + text + " and ended")).isEqualTo(Redaction.NOT_SHOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stageA | stageB",
        "pgvector/pgvector:0.8.1-pg17",
        "pgvector/pgvector:0.8.1-pg17@sha256:0123456789abcdef",
        "your server postgresql://app@db.example:5432/rag, PostgreSQL 15.18",
        "postgresql://app@one:5432,two:5433/rag",
        "postgresql://[::1]:5432/rag",
        "local cluster on localhost:5432 from .redline/local-pg15/data/postgresql.conf",
        "FAIL: p95 of vector search at K=16: observed 250.0 ms, required at most 200.0 ms",
        "known flaw, see https://example.org/issues/12",
        "shared_buffers 128MB -> 8GB",
        "NOT PASSED: The server restarts",
        "PASS: recall: observed 0.97, required at least 0.95",
        "FATAL: password authentication failed for user \"app\"",
        "BROKEN: IllegalStateException: no lock on Channel@3f2a",
        "300 tokens: 3 s",
      })
  void whatHoldsNoSecretIsShownAsItIs(String text) {
    assertThat(redaction.apply(text)).isEqualTo(text);
  }

  @Test
  void passwordsOfTheEnvironmentAreMaskedWhereverTheyStand() {
    Redaction knowing =
        Redaction.of(
            Map.of(
                "DATABASE_URL", "postgresql://app:Zx%20Qv@db/rag",
                "LTST_DSN", "host=db password=ltstltst",
                "PGPASSWORD", "hunter22",
                "HOME", "/home/app"));
    assertThat(knowing.apply("Zx Qv, hunter22 or ltstltst in /home/app"))
        .isEqualTo("***, *** or *** in /home/app");
  }

  @Test
  void whatCannotBeParsedInTheEnvironmentDoesNotStopTheRun() {
    assertThat(Redaction.of(Map.of("X", "http://[", "DATABASE_URL", "postgresql://%zz")).apply("a"))
        .isEqualTo("a");
  }
}
