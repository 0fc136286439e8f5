package dev.redline.record.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.verdict.Finding;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each point of the checklist on evidence that is made up: it passes, fails, and tells why. */
class QualityChecklistTest {

  private static final Instant BEFORE_THE_SOURCES = Instant.parse("1969-01-01T00:00:00Z");

  @TempDir private Path folder;
  private QualityProject project;

  @BeforeEach
  void prepare() throws IOException {
    project = QualityProject.in(folder).complete();
  }

  @Test
  void withAllItsEvidenceEveryPointPasses() {
    QualityChecklist checklist = project.checklist();
    assertPasses(checklist.testsPassing());
    assertPasses(checklist.edgeCases());
    assertPasses(checklist.performance());
    assertPasses(checklist.resilience());
    assertPasses(checklist.security());
    assertPasses(checklist.codeReview());
  }

  @Test
  void aProjectThatNothingWasRunOnIsInconclusiveAndSaysWhatToRun(@TempDir Path other)
      throws IOException {
    QualityChecklist checklist = QualityProject.in(other).checklist();
    assertStops(checklist.testsPassing(), Status.INCONCLUSIVE, "mvn verify");
    assertStops(checklist.edgeCases(), Status.INCONCLUSIVE, "mvn verify");
    assertStops(checklist.performance(), Status.INCONCLUSIVE, "-Dgroups=discovery");
    assertStops(checklist.resilience(), Status.INCONCLUSIVE, "-Dgroups=discovery");
    assertStops(checklist.security(), Status.INCONCLUSIVE, "-Dgroups=discovery");
    assertStops(checklist.codeReview(), Status.INCONCLUSIVE, "sha256: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"failure", "error", "skipped", "flakyFailure"})
  void aTestThatDidNotPassFailsTheBuildAndItsEdgeCase(String element) throws IOException {
    project.tests("<" + element + " message=\"no\"/>");
    assertStops(project.checklist().testsPassing(), Status.FAIL, "(" + element + ")");
    assertStops(project.checklist().edgeCases(), Status.FAIL, "(" + element + ")");
  }

  @Test
  void reportsOfOtherSourcesAreInconclusive() throws IOException {
    project.edit(
        "src/main/java/dev/redline/plan/workload/QueryPolicy.java", "record", "/* */ record");
    assertStops(project.checklist().testsPassing(), Status.INCONCLUSIVE, "run the tests");
    assertStops(project.checklist().edgeCases(), Status.INCONCLUSIVE, "not in the reports");
  }

  @Test
  void reportsThatAreLeftOverFromOlderSourcesDoNotCount() throws IOException {
    project.write("src/main/java/New.java", "class New {}").tests("");
    Path reports = folder.resolve("target/surefire-reports");
    Files.setLastModifiedTime(reports.resolve("TEST-all.xml"), FileTime.from(BEFORE_THE_SOURCES));
    assertStops(project.checklist().testsPassing(), Status.INCONCLUSIVE, "tests of this build");
  }

  @Test
  void aReportWithADocumentTypeIsNotRead() throws IOException {
    project.write(
        "target/surefire-reports/TEST-evil.xml",
        "<!DOCTYPE testsuite [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
            + "<testsuite><testcase classname=\"a\" name=\"&x;\"/></testsuite>");
    assertStops(project.checklist().testsPassing(), Status.FAIL, "TEST-evil.xml");
  }

  @Test
  void anEdgeCaseWithoutItsTestIsInconclusive() throws IOException {
    project.edit("target/surefire-reports/TEST-all.xml", "anOlderPgvector", "aNewerPgvector");
    assertStops(
        project.checklist().edgeCases(), Status.INCONCLUSIVE, "anOlderPgvector", "not in the");
  }

  @Test
  void anEvaluationThatTookTooLongFails() throws IOException {
    project.measured(1.5, 301);
    assertStops(project.checklist().performance(), Status.FAIL, "301.000 s", "at most 300 s");
  }

  @Test
  void searchesThatWereTooSlowFail() throws IOException {
    project.measured(250, 240);
    assertStops(
        project.checklist().performance(), Status.FAIL, "p95 of vector search at K=16", "250.000");
  }

  @Test
  void measurementsUnderAnotherPlanDoNotCount() throws IOException {
    project.edit("gates/latency.yaml", "ef_search_at_least: 100", "ef_search_at_least: 10");
    assertStops(project.checklist().performance(), Status.INCONCLUSIVE, "none", "-Dgroups=stageA");
    assertStops(project.checklist().resilience(), Status.INCONCLUSIVE, "-Dgroups=rollback");
  }

  @Test
  void measurementsThatAreTooOldDoNotCount() {
    project.later(Duration.ofDays(31));
    assertStops(project.checklist().performance(), Status.INCONCLUSIVE, "none");
  }

  @Test
  void evidenceThatWasChangedAfterwardsFails() throws IOException {
    project.edit("metrics/system_diagnostics/vector_searches.json", "1.5", "0.5");
    assertStops(project.checklist().performance(), Status.FAIL, "changed or gone since");
  }

  @Test
  void measurementsOfARunThatDidNotPassFail() throws IOException {
    Path searches = project.metrics().resolve("system_diagnostics/vector_searches.json");
    project.measured(1.5, 240).end(1, "NOT PASSED: recall", searches);
    assertStops(project.checklist().performance(), Status.FAIL, "NOT PASSED: recall");
  }

  @Test
  void aJournalThatWasChangedIsNotReliedOn() throws IOException {
    project.edit("metrics/journal.jsonl", "\"outcome\":\"PASS\"", "\"outcome\":\"PASS \"");
    assertStops(project.checklist().performance(), Status.FAIL, "-Dgroups=audit");
    assertStops(project.checklist().resilience(), Status.FAIL, "-Dgroups=audit");
  }

  @Test
  void aProvenRollbackIsEnoughWithoutThePhaseForIt(@TempDir Path other) throws IOException {
    QualityProject fresh = QualityProject.in(other).phase("discovery", "PASS");
    assertStops(fresh.checklist().resilience(), Status.INCONCLUSIVE, "-Dgroups=rollback");
    fresh.rolledBack(true);
    assertPasses(fresh.checklist().resilience());
  }

  @Test
  void aRollbackThatWasNotProvenOutweighsTheOnesBefore() {
    project.rolledBack(true).rolledBack(false);
    assertStops(project.checklist().resilience(), Status.FAIL, "rollback of stageA");
  }

  @Test
  void aPhaseThatFailedIsNotMadeGoodByARollbackOfAnother() throws IOException {
    project.phase("rollback", "FAIL").rolledBack(true);
    assertStops(project.checklist().resilience(), Status.FAIL, "not passed: [The promise]");
  }

  @Test
  void aRollbackThatWasNotProvenIsMadeGoodByThePhaseThatPassesAfterIt() throws IOException {
    project.rolledBack(false).phase("rollback", "PASS");
    assertPasses(project.checklist().resilience());
  }

  /** Journals of earlier releases hold "passed", or the name of a class. */
  @Test
  void outcomesInTheWordsOfEarlierReleasesAreReadToo() {
    project.phase("isolation", "passed").phase("rollback", "passed");
    assertPasses(project.checklist().security());
    assertPasses(project.checklist().resilience());
    project.phase("rollback", "GateFailure");
    assertStops(project.checklist().resilience(), Status.FAIL, "not passed: [The promise]");
  }

  @Test
  void aCredentialInTheRepositoryFailsAndIsNamedByItsPlaceOnly() throws IOException {
    project.scanned("[{\"path\": \"app/.env\", \"line\": 3, \"kind\": \"PASSWORD\"}]");
    assertStops(project.checklist().security(), Status.FAIL, "app/.env:3");
  }

  @Test
  void aScanOfNothingIsInconclusive() throws IOException {
    project.edit("metrics/dsn_audit_repo.json", "412", "0");
    project.end(1, "PASS", project.metrics().resolve("dsn_audit_repo.json"));
    assertStops(project.checklist().security(), Status.INCONCLUSIVE, "a scan of 0 files");
  }

  @Test
  void rolesThatDidNotPassTheirPhaseFail() {
    project.phase("isolation", "FAIL");
    assertStops(project.checklist().security(), Status.FAIL, "not passed: [The promise]");
  }

  @Test
  void aReviewEndsWhenItsContentChanges() throws IOException {
    project.edit("src/main/java/dev/redline/dsn/Dsn.java", "record Dsn", "/* */ record Dsn");
    Finding finding = project.checklist().codeReview();
    assertStops(finding, Status.FAIL, "review of resolver", "out of date", "by somebody");
    assertThat(finding.obstacles()).hasSize(1);
  }

  @Test
  void aReviewThatWantsChangesFails() throws IOException {
    project.reviewed("changes wanted");
    assertStops(project.checklist().codeReview(), Status.FAIL, "changes wanted, by somebody");
  }

  @Test
  void aReviewThatTheChecklistAsksForIsTakenAsItIsPrinted() throws IOException {
    Files.delete(project.metrics().resolve("reviews.yaml"));
    StringBuilder entries = new StringBuilder("reviews:\n");
    for (Verdict verdict : project.checklist().codeReview().obstacles()) {
      entries.append(verdict.next(), verdict.next().indexOf("  - what:"), verdict.next().length());
      entries.append('\n');
    }
    project.write("metrics/reviews.yaml", entries.toString().replace("<name>", "somebody"));
    assertPasses(project.checklist().codeReview());
  }

  private static void assertPasses(Finding finding) {
    assertThat(finding.obstacles()).isEmpty();
  }

  private static void assertStops(Finding finding, Status status, String... words) {
    assertThat(finding.obstacles()).extracting(Verdict::status).contains(status);
    assertThat(finding.obstacles().toString()).contains(words);
  }
}
