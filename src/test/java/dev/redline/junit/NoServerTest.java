package dev.redline.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.dsn.Redaction;
import dev.redline.junit.samples.PassingSample;
import dev.redline.junit.samples.ReadingSample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What gates do where no server can be had: one says why, and none passes. */
class NoServerTest {

  private static final String FIRST = "The server answers";

  @TempDir private Path project;

  private SampleRun run;

  @BeforeEach
  void prepare() throws IOException {
    run = SampleRun.in(project);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DATABASE_URL", "POSTGRES_DSN"})
  void mockRunsNoGateAndEachSaysWhy(String variable) {
    SampleOutcomes outcomes =
        run.environment(variable, "mock://test").of(ReadingSample.class, PassingSample.class);

    assertThat(outcomes.passed()).isEmpty();
    assertThat(outcomes.failed()).isEmpty();
    assertThat(outcomes.skipped().values())
        .hasSize(5)
        .containsOnly(
            variable
                + " is mock://test, which means: no server."
                + " A gate that did not run proves nothing");
  }

  @Test
  void aTargetThatIsNoneIsOneErrorWithTheTargetsThatThereAre() {
    SampleOutcomes outcomes = run.property("target", "nonsense").of(ReadingSample.class);

    assertThat(outcomes.failed()).containsOnlyKeys(FIRST);
    assertThat(outcomes.failure())
        .hasMessageStartingWith(
            "BROKEN: -Dtarget=nonsense is not known: use dsn, container, local, patroni or"
                + " the name of a TargetProvider.");
    assertThatAllOthersAreSkipped(outcomes);
  }

  @Test
  void howLongAGateTookIsRememberedForTheNextRunAndTheEndSaysWhereToLook() throws IOException {
    run.property("target", "nonsense").of(ReadingSample.class);

    assertThat(Files.readString(run.metrics().resolveSibling("home/gate-times.json")))
        .contains(FIRST);
    assertThat(run.printed())
        .contains("BROKEN: ", "  where to look   gate-record.html, allure-results")
        .doesNotContain("so far");
  }

  @Test
  void aTargetThatIsToBeNamedAndIsNotIsOneErrorWithTheThreeWays() {
    SampleOutcomes outcomes = run.property("target", "dsn").of(ReadingSample.class);

    assertThat(outcomes.failure())
        .hasMessageContaining("-Dtarget=dsn needs DATABASE_URL or POSTGRES_DSN")
        .hasMessageContaining("three ways");
    assertThat(Redaction.of(Map.of()).apply(String.valueOf(outcomes.failure().getMessage())))
        .contains("DATABASE_URL=postgresql://user@host:5432/database");
    assertThatAllOthersAreSkipped(outcomes);
  }

  @Test
  void twoVariablesThatNameTwoServersAreOneError() {
    SampleOutcomes outcomes =
        run.environment("DATABASE_URL", "postgresql://app@one/rag")
            .environment("POSTGRES_DSN", "postgresql://app@two/rag")
            .of(ReadingSample.class);

    assertThat(outcomes.failure())
        .hasMessageContaining("DATABASE_URL is postgresql://app@one:5432/rag")
        .hasMessageContaining("POSTGRES_DSN is postgresql://app@two:5432/rag");
    assertThatAllOthersAreSkipped(outcomes);
  }

  @Test
  void aPlanThatIsNotThereFailsTheFirstGateWithItsPath() throws IOException {
    Files.delete(run.gates().resolve("plan.yaml"));

    SampleOutcomes outcomes = run.of(ReadingSample.class);

    assertThat(outcomes.failure())
        .hasMessageStartingWith("BROKEN: ")
        .hasMessageContaining(run.gates().resolve("plan.yaml").toString());
    assertThatAllOthersAreSkipped(outcomes);
  }

  @Test
  void aPlanWithAnUnknownKeyFailsTheFirstGateWithThatKey() throws IOException {
    run.edit("red-lines.yaml", "precision:", "precison:");

    SampleOutcomes outcomes = run.of(ReadingSample.class);

    assertThat(outcomes.failure())
        .hasMessageStartingWith("BROKEN: ")
        .hasMessageContaining("red-lines.yaml")
        .hasMessageContaining("precison");
    assertThatAllOthersAreSkipped(outcomes);
  }

  @Test
  void aServerThatIsNotThereFailsTheFirstGateThatNeedsItWithoutItsPassword() throws IOException {
    int port = closedPort();
    run.environment("DATABASE_URL", "postgresql://app:SECRET@127.0.0.1:" + port + "/rag");

    SampleOutcomes outcomes = run.of(ReadingSample.class);

    assertThat(outcomes.failed()).containsOnlyKeys(FIRST);
    assertThat(outcomes.failure())
        .hasMessageContaining(
            "Could not connect to postgresql://127.0.0.1:%d/rag as app after 3 attempts"
                .formatted(port))
        .hasMessageContaining("Nothing had been changed.")
        .hasMessageContaining("Hot-fix: ");
    assertThatAllOthersAreSkipped(outcomes);
    assertThat(run.printed()).contains("127.0.0.1:" + port).doesNotContain("SECRET");
    assertThat(stackTraceOf(outcomes)).doesNotContain("SECRET");
    assertThatNoFileContains("SECRET");
  }

  @Test
  void theReportsFirstPageSaysThatTheRunDidNotPassAndWhere() throws IOException {
    run.environment("DATABASE_URL", "postgresql://app@127.0.0.1:" + closedPort() + "/rag")
        .of(ReadingSample.class);

    assertThat(run.results().resolve("environment.properties"))
        .content()
        .contains("Verdict=NOT PASSED: The server answers\n", "Plan=B-1070\n")
        .contains("PostgreSQL=could not be asked: Could not connect to");
  }

  @Test
  void theReportsFirstPageSaysThatTheRunPassed() throws IOException {
    run.environment("DATABASE_URL", "postgresql://app@127.0.0.1:" + closedPort() + "/rag")
        .of(PassingSample.class);

    assertThat(run.results().resolve("environment.properties"))
        .content()
        .startsWith("Verdict=PASS\n");
  }

  private static void assertThatAllOthersAreSkipped(SampleOutcomes outcomes) {
    assertThat(outcomes.passed()).isEmpty();
    assertThat(outcomes.failed()).containsOnlyKeys(FIRST);
    assertThat(outcomes.skipped().values())
        .hasSize(2)
        .containsOnly("not run, because this did not pass: " + FIRST);
  }

  private static String stackTraceOf(SampleOutcomes outcomes) {
    return org.assertj.core.util.Throwables.getStackTrace(outcomes.failure());
  }

  private void assertThatNoFileContains(String secret) throws IOException {
    try (Stream<Path> files = Files.walk(project)) {
      List<Path> written =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.startsWith(project.resolve("gates")))
              .toList();
      assertThat(written).anyMatch(file -> file.toString().contains("hotfix"));
      for (Path file : written) {
        assertThat(file).content().doesNotContain(secret);
      }
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
