package dev.redline.phase.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.dsn.Secret;
import dev.redline.plan.Plan;
import dev.redline.plan.ProposeConfig;
import dev.redline.plan.value.MemorySize;
import dev.redline.plan.value.Threshold;
import dev.redline.postgres.Connector;
import dev.redline.target.container.SharedContainer;
import dev.redline.trial.BareServer;
import dev.redline.verdict.Finding;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** Proposals for a server of PostgreSQL 17. */
@Tag("container")
@EnabledIf(
    value = "dev.redline.target.container.SharedContainer#engineAnswers",
    disabledReason = "no container engine answers here: start one, or see fixtures/container/up")
@ExtendWith(SharedContainer.class)
class ProposeOnSeventeenTest {

  private static BareServer server;

  @BeforeAll
  static void fill(BareServer shared) throws Exception {
    server = shared;
    server.execute(
        "CREATE SCHEMA asked",
        "CREATE TABLE asked.articles (id int PRIMARY KEY, embedding vector(16) NOT NULL)",
        "INSERT INTO asked.articles SELECT i, ARRAY(SELECT sin(i * j)"
            + " FROM generate_series(1, 16) j)::vector FROM generate_series(1, 3000) i",
        "CREATE INDEX good ON asked.articles USING hnsw (embedding vector_cosine_ops)",
        "ANALYZE asked.articles");
  }

  @AfterAll
  static void drop() throws Exception {
    server.execute("DROP SCHEMA asked CASCADE");
  }

  @Test
  void theServerTakesEveryStatementOfTheProposal() throws Exception {
    assertThat(server.query("SHOW server_version_num").get(0)).startsWith("17");
    Finding settings = propose(server.connector()).settings();
    assertThat(settings.passed()).isTrue();
    String[] proposed = evidence(settings, "as ALTER SYSTEM").split("\n");
    try {
      for (String line : proposed) {
        if (line.startsWith("ALTER SYSTEM")) {
          server.execute(line);
        }
      }
      assertThat(
              server.query(
                  "SELECT name FROM pg_file_settings WHERE NOT applied AND error"
                      + " <> 'setting could not be applied'"))
          .isEmpty();
      assertThat(
              server.query(
                  "SELECT setting FROM pg_file_settings WHERE name = 'shared_buffers'"
                      + " AND sourcefile LIKE '%auto.conf'"))
          .containsExactly("4GB");
    } finally {
      server.execute("ALTER SYSTEM RESET ALL");
      server.execute("SELECT pg_reload_conf()");
    }
  }

  @Test
  void indexesAndTheirBuildsAreJudged() throws Exception {
    assertThat(propose(server.connector()).builds().passed()).isTrue();
    assertThat(propose(server.connector()).indexes().passed()).isTrue();
    server.execute(
        "CREATE INDEX double ON asked.articles USING hnsw (embedding vector_cosine_ops)");
    try {
      assertThat(propose(server.connector()).indexes().obstacles().get(0).observed())
          .contains("is a duplicate", "DROP INDEX CONCURRENTLY \"asked\".");
    } finally {
      server.execute("DROP INDEX asked.double");
    }
  }

  @Test
  void theScriptOfGrantsIsAllThatAnAccountWithoutSuperuserNeeds() throws Exception {
    server.execute("CREATE ROLE tuner LOGIN PASSWORD 'made-for-trials'");
    try {
      Propose propose = propose(server.connector().as("tuner", new Secret("made-for-trials")));
      Finding before = propose.rights();
      server.execute(evidence(before, "script of grants"));

      assertThat(before.verdicts().get(0).observed()).doesNotMatch("(\\d+) of \\1 held");
      assertThat(propose.rights().verdicts().get(0).observed()).matches("(\\d+) of \\1 held");
      assertThat(propose.settings().passed()).isTrue();
      assertThat(propose.indexes().passed()).isTrue();
    } finally {
      server.execute("DROP OWNED BY tuner", "DROP ROLE tuner");
    }
  }

  private static String evidence(Finding finding, String name) {
    return finding.evidence().stream()
        .filter(each -> each.name().equals(name))
        .map(each -> each.content().toString())
        .findFirst()
        .orElseThrow();
  }

  private static Propose propose(Connector connector) {
    return new Propose(
        connector,
        Plan.load(Path.of("gates")),
        new ProposeConfig(
            new Threshold<>(Threshold.Direction.AT_LEAST, 0.9, Optional.empty()),
            10,
            10,
            100_000,
            2,
            Duration.ofDays(1)),
        Optional.of(MemorySize.parse("16GB")),
        Optional.of(4),
        Optional.empty(),
        Clock.systemUTC(),
        line -> {});
  }
}
