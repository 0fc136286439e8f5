package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.dsn.Redaction;
import dev.redline.junit.GateRunListener;
import dev.redline.junit.RunConditions;
import dev.redline.plan.Plan;
import dev.redline.record.attest.KeyFiles;
import dev.redline.record.attest.SignedRecord;
import dev.redline.record.attest.Signer;
import dev.redline.record.attest.TestResultStatement;
import dev.redline.record.journal.EntryKind;
import dev.redline.record.journal.Journal;
import dev.redline.record.page.GateRecordPage;
import dev.redline.record.page.GateRecordPage.About;
import dev.redline.record.page.PageFiles;
import dev.redline.record.page.PageNotes;
import dev.redline.secrets.SigningKey;
import dev.redline.trial.GateOutcomes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The audit's gates through the Launcher: they judge the journal and open no server. */
class AuditGatesTest {

  private static final Path GATES = Path.of("gates");
  private static final String THERE = "There is a journal, and it has entries";
  private static final String ENTRIES =
      "No entry of the journal was changed, taken away, moved or put in";
  private static final String ANCHORED =
      "Every head of the journal that was anchored elsewhere is in it";
  private static final String ARTIFACTS = "Every file that the journal vouches for is as it was";
  private static final String SIGNATURE =
      "The record is signed by the key that is asked for, or not signed and none is";

  @TempDir private Path home;

  @Test
  void anIntactJournalPassesWithoutAServer() throws IOException {
    writeJournal();
    GateOutcomes outcomes = audit(Map.of("DATABASE_URL", "mock://test"));
    assertThat(outcomes.passed()).containsExactly(THERE, ENTRIES, ANCHORED, ARTIFACTS, SIGNATURE);
    assertThat(outcomes.failed()).isEmpty();
    assertThat(home.resolve("lock")).doesNotExist();
  }

  @Test
  void aServerThatCannotBeReachedDoesNotMatter() throws IOException {
    writeJournal();
    GateOutcomes outcomes = audit(Map.of("DATABASE_URL", "postgresql://app@127.0.0.1:1/rag"));
    assertThat(outcomes.passed()).hasSize(5);
  }

  @Test
  void withoutAJournalTheAuditIsInconclusive() {
    GateOutcomes outcomes = audit(Map.of());
    assertThat(outcomes.passed()).isEmpty();
    assertThat(outcomes.message())
        .startsWith("INCONCLUSIVE: entries in journal.jsonl: observed 0, required at least 1")
        .contains("Nothing had been changed.");
    assertThat(outcomes.skipped()).containsOnlyKeys(ENTRIES, ANCHORED, ARTIFACTS, SIGNATURE);
  }

  @Test
  void aChangedEntryFailsTheAudit() throws IOException {
    Path journal = writeJournal();
    Files.writeString(journal, Files.readString(journal).replace("FAIL", "PASS"));
    GateOutcomes outcomes = audit(Map.of());
    assertThat(outcomes.failed()).containsOnlyKeys(ENTRIES);
    assertThat(outcomes.message()).contains("line 2: entry 2 was changed: expected SHA-256");
    assertThat(auditRecord()).containsPattern("\"next\" : \"read .*hotfix/.*audit.*\\.md\"");
  }

  @Test
  void aChangedArtifactFailsTheAudit() throws IOException {
    writeJournal();
    Files.writeString(metrics().resolve("rows.json"), "{}");
    GateOutcomes outcomes = audit(Map.of());
    assertThat(outcomes.failed()).containsOnlyKeys(ARTIFACTS);
    assertThat(outcomes.message())
        .contains("line 2: rows.json: expected 13 bytes", "found 2 bytes");
  }

  @Test
  void aSignatureByTheKeyThatIsAskedForPasses() throws Exception {
    KeyFiles key = signed();
    GateOutcomes outcomes = audit(Map.of(), Map.of("verify.key", key.open().toString()));
    assertThat(outcomes.failed()).isEmpty();
    assertThat(auditRecord()).contains("by that key, about the record as it is");
  }

  @Test
  void aSignatureByAnotherKeyFailsTheAudit() throws Exception {
    signed();
    KeyFiles another = KeyFiles.in(Files.createDirectory(home.resolve("another")), "Ed25519");
    GateOutcomes outcomes = audit(Map.of(), Map.of("verify.key", another.open().toString()));
    assertThat(outcomes.failed()).containsOnlyKeys(SIGNATURE);
    assertThat(outcomes.message())
        .contains("FAIL: signature of the record: observed by another key, or of another content");
  }

  @Test
  void aRecordThatIsNotSignedFailsWhereAKeyIsAskedForAndSaysSoWhereNoneIs() throws Exception {
    writeJournal();
    audit(Map.of());
    assertThat(auditRecord()).contains("not signed, and no key is asked for");
    KeyFiles key = KeyFiles.in(home, "Ed25519");
    GateOutcomes outcomes = audit(Map.of(), Map.of("verify.key", key.open().toString()));
    assertThat(outcomes.message()).contains("FAIL: signature of the record: observed none");
  }

  @Test
  void aSignatureThatNoKeyIsGivenForIsInconclusive() throws Exception {
    signed();
    assertThat(audit(Map.of()).message())
        .startsWith("INCONCLUSIVE: signature of the record")
        .contains("add -Dverify.key with the file of its public half");
  }

  /** A journal, and a record that is signed. */
  private KeyFiles signed() throws Exception {
    writeJournal();
    About about = new About("B-1", Instant.EPOCH, Duration.ZERO, "run", "server", Map.of());
    PageNotes notes = new PageNotes();
    notes.ended("stageA", "The gate", GateOutcome.PASS, Duration.ZERO, "");
    GateRecordPage page = notes.page(about, List.of());
    Map<String, String> files = new PageFiles(home, metrics()).write(page);
    KeyFiles key = KeyFiles.in(home, "Ed25519");
    Signer signer =
        Signer.from(Map.of("sign.key", key.secret().toString()), Map.of()).orElseThrow();
    new SignedRecord(home).write(TestResultStatement.of(page, Map.of(), "none", files), signer);
    return key;
  }

  private String auditRecord() throws IOException {
    return Files.readString(home.resolve("audit-record.json"));
  }

  private Path metrics() {
    return home.resolve("metrics");
  }

  private Path writeJournal() throws IOException {
    Files.createDirectories(metrics());
    Files.writeString(metrics().resolve("rows.json"), "{\"rows\":8000}");
    Journal journal =
        new Journal(
            metrics(),
            Plan.load(GATES).recordFiles(),
            Clock.systemUTC(),
            Redaction.of(Map.of()),
            SigningKey.of(Map.of(), home.resolve("redline")));
    journal.append(EntryKind.RUN_STARTED, Map.of());
    journal.append(EntryKind.GATE, Map.of("verdict", "FAIL"), Path.of("rows.json"));
    return metrics().resolve("journal.jsonl");
  }

  private GateOutcomes audit(Map<String, String> environment) {
    return audit(environment, Map.of());
  }

  private GateOutcomes audit(Map<String, String> environment, Map<String, String> properties) {
    GateOutcomes outcomes = new GateOutcomes(Map.of());
    RunConditions conditions =
        new RunConditions(
            Path.of("").toAbsolutePath(),
            GATES,
            home,
            metrics(),
            home.resolve("allure-results"),
            properties,
            environment,
            Clock.systemUTC(),
            System::nanoTime);
    LauncherConfig config =
        LauncherConfig.builder()
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .addLauncherSessionListeners(new GateRunListener(conditions))
            .addTestExecutionListeners(outcomes)
            .build();
    try (LauncherSession session = LauncherFactory.openSession(config)) {
      session
          .getLauncher()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(
                      List.of(DiscoverySelectors.selectClass("dev.redline.gates.AuditGates")))
                  .build());
    }
    return outcomes;
  }
}
