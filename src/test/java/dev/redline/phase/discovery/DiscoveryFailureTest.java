package dev.redline.phase.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.record.Console;
import dev.redline.record.GatePaused;
import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import dev.redline.trial.YourServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each way in which the connection, the source tree or an extension keeps discovery from passing.
 */
@ExtendWith(StageTrials.class)
class DiscoveryFailureTest {

  private static final String CONNECTION =
      "DATABASE_URL and POSTGRES_DSN are resolved in one place, and the resolution is on record"
          + " without credentials";
  private static final String DEFECTS =
      "No extension has a defect for which the plan refuses its version";
  private static final String READS = "No code reads the two variables past the resolver";
  private static final String CREDENTIALS = "No credential stands in the tree";
  private static final String OTHER = "postgresql://app:SECRET@127.0.0.1:1/other";

  private StageTrial trial;

  @BeforeEach
  void takeCopy(StageTrial copy) {
    trial = copy;
  }

  @Test
  void defectsOfTheServersPgvectorAreOnRecordAndDoNotEndDiscovery() throws Exception {
    assertThat(trial.run("Discovery").failed()).isEmpty();
  }

  @Test
  void whoAcceptsAWorkloadForAThrowawayServerHearsThatNothingWasWritten() {
    trial.property("accept", "workload");
    String said = Console.during(() -> trial.run("Discovery"));

    assertThat(said).containsOnlyOnce("-Daccept=workload wrote nothing: ");
    assertThat(trial.gates().resolve("workload.yaml")).doesNotExist();
  }

  @Test
  void aDefectThatThePlanRefusesEndsDiscoveryAndNamesTheVersionThatMendsIt() throws Exception {
    trial.edit(
        "health.yaml",
        "    mended_in: 0.8.4\n    source: pgvector issue 993\n    verdict: report",
        "    mended_in: 99.1\n    source: pgvector issue 993\n    verdict: fail");
    GateOutcomes outcomes = trial.run("Discovery");

    assertThat(outcomes.failed()).containsOnlyKeys(DEFECTS);
    assertThat(outcomes.message())
        .contains("hnsw graph not repaired", "mended in 99.1", "install vector 99.1 or later");
  }

  @Test
  void aReadPastTheResolverEndsDiscovery() throws Exception {
    put("app/main.py", "import os\nurl = os.environ['DATABASE_URL']\n");
    GateOutcomes outcomes = trial.run("Discovery");

    assertThat(outcomes.failed()).containsOnlyKeys(READS);
    assertThat(outcomes.message()).contains("app/main.py:2 os.environ['DATABASE_URL']");
    assertThat(trial.evidence("dsn_audit_repo.json")).hasSize(1);
    assertThat(leadsOf(READS))
        .anyMatch(file -> file.matches("metrics/hotfix/.*-discovery\\.md"))
        .anyMatch(file -> file.endsWith("dsn_audit_repo.json"));
  }

  /** The files to which the page leads from a gate that failed. */
  private List<String> leadsOf(String gate) throws IOException {
    Document page = Jsoup.parse(trial.home().resolve("gate-record.html").toFile());
    Element leads = page.select(page.selectFirst("h1 a").attr("href")).first();
    assertThat(leads.select("tbody tr")).allMatch(row -> row.text().contains(gate));
    List<String> files =
        leads.select("a").stream()
            .map(link -> link.attr("href"))
            .filter(file -> !file.startsWith("allure-results/"))
            .toList();
    assertThat(files).allMatch(file -> Files.isRegularFile(trial.home().resolve(file)));
    return files;
  }

  @Test
  void aCredentialInTheTreeEndsDiscoveryAndIsNotShown() throws Exception {
    put("deploy/app.env", "PASS" + "WORD=hunter22\n");
    GateOutcomes outcomes = trial.run("Discovery");

    assertThat(outcomes.failed()).containsOnlyKeys(CREDENTIALS);
    assertThat(outcomes.message())
        .contains("deploy/app.env:1 a password, token or key as it is")
        .doesNotContain("hunter22");
    for (Path file : trial.evidence("")) {
      assertThat(Files.isRegularFile(file) ? Files.readString(file) : "")
          .doesNotContain("hunter22");
    }
  }

  @Test
  void aTreeWithoutSourceProvesNothing() throws Exception {
    Files.createDirectories(trial.home().resolve("source"));
    trial.property("scan", trial.home().resolve("source").toString());

    assertThat(trial.run("Discovery").message()).startsWith("INCONCLUSIVE: source files looked");
  }

  @Test
  void aMismatchIsRefusedUnlessWarningsAreAskedForAndThenPausesUntilApproved() throws Exception {
    try (YourServer server = YourServer.start(trial)) {
      trial.environment("POSTGRES_DSN", OTHER);
      String refusal = trial.run("Discovery").message();
      assertThat(refusal).contains("but POSTGRES_DSN is", "or add -Ddsn=warn");
      assertThat(audit()).contains("\"refused\"").doesNotContain("SECRET");

      trial.property("dsn", "warn").property("groups", "discovery | stageA");
      GateOutcomes paused = trial.run("Discovery");
      assertThat(paused.failed()).containsOnlyKeys(CONNECTION);
      assertThat(paused.failed().get(CONNECTION)).isInstanceOf(GatePaused.class);
      assertThat(paused.message()).doesNotContain("SECRET");

      Matcher command =
          Pattern.compile(
                  "-Dgroups='discovery \\| stageA' -Ddsn=warn -Dapprove=(dsn-mismatch:[0-9a-f]{8})")
              .matcher(paused.message());
      assertThat(command.find()).as(paused.message()).isTrue();
      assertThat(trial.property("approve", command.group(1)).run("Discovery").failed()).isEmpty();
      assertThat(audit()).contains("\"server\"", "but POSTGRES_DSN is").doesNotContain("SECRET");
    }
  }

  private void put(String path, String content) throws IOException {
    Path file = trial.home().resolve("source").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    trial.property("scan", trial.home().resolve("source").toString());
  }

  private String audit() throws IOException {
    return Files.readString(trial.evidence("dsn_audit.json").get(0));
  }
}
