package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconciliationTest {

  private static final String OK = "PASS";
  private static final String GATE =
      "{\"labels\": [{\"name\": \"tag\", \"value\": \"dev.redline.gate\"}]}";

  @TempDir private Path ledger;
  @TempDir private Path results;

  @Test
  void plannedExecutedAndRecordedAlikeLeavesNoGap() throws IOException {
    run(List.of("one", "two"), Map.of("one", OK, "two", OK));
    recorded(2);

    assertThat(gaps()).isEmpty();
    assertThat(Console.during(this::main)).startsWith("2 gates planned, run, passed and recorded.");
  }

  @Test
  void aGateThatIsNamedAfterCredentialsIsNoSecret() throws IOException {
    String gate = "[class:dev.redline.gates.IsolationGates]/[method:credentials(a.Isolation)]";
    run(List.of(gate), Map.of(gate, OK));
    recorded(1);

    assertThat(gaps()).isEmpty();
  }

  @Test
  void withoutLedgerNotEvenPlanningHappened() throws IOException {
    recorded(2);

    assertThat(gaps())
        .containsExactly(
            "no ledger at " + ledger.resolve("gate-run.json") + ": no gate was even planned");
  }

  @Test
  void aLedgerThatPlannedNothingIsAGapAlthoughNothingIsMissing() {
    run(List.of(), Map.of());

    assertThat(gaps()).containsExactly("0 gates planned, 0 results in " + results);
  }

  @Test
  void aGateThatWasPlannedAndNeverEndedIsAGap() throws IOException {
    run(List.of("one", "two"), Map.of("one", OK));
    recorded(2);

    assertThat(gaps()).containsExactly("two: never ended");
  }

  @Test
  void aSkippedAFailedAndAnAbortedGateAreGapsWithTheirOutcome() throws IOException {
    run(
        List.of("one", "two", "three"),
        Map.of("one", "not run: no server", "two", "FAIL", "three", "BROKEN"));
    recorded(3);

    assertThat(gaps()).containsExactly("one: not run: no server", "two: FAIL", "three: BROKEN");
  }

  @Test
  void aResultThatIsMissingIsAGap() throws IOException {
    run(List.of("one", "two"), Map.of("one", OK, "two", OK));
    recorded(1);

    assertThat(gaps()).containsExactly("2 gates planned, 1 results in " + results);
  }

  @Test
  void aResultTooManyIsAGap() throws IOException {
    run(List.of("one"), Map.of("one", OK));
    recorded(2);

    assertThat(gaps()).containsExactly("1 gates planned, 2 results in " + results);
  }

  @Test
  void aResultOfATestOfSomebodysIsNoGate() throws IOException {
    run(List.of("one"), Map.of("one", OK));
    recorded(1);
    Files.writeString(results.resolve("theirs-result.json"), "{}");

    assertThat(gaps()).isEmpty();
  }

  @Test
  void resultsThatWereNeverWrittenAreAGap() {
    run(List.of("one"), Map.of("one", OK));
    Path nowhere = results.resolve("never-made");

    assertThat(Reconciliation.gaps(ledger.resolve("gate-run.json"), nowhere))
        .containsExactly("1 gates planned, 0 results in " + nowhere);
  }

  @Test
  void aGapEndsTheBuildWithEveryGapInItsMessage() throws IOException {
    run(List.of("one", "two"), Map.of());
    recorded(2);

    assertThatThrownBy(this::main)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "This run is not a gate record, because not every planned gate ran and was recorded:\n"
                + "  one: never ended\n"
                + "  two: never ended");
  }

  @Test
  void theSummarySaysWhereTheTimeWent() {
    RunLedger run = new RunLedger(List.of("one", "two"), Map.of("one", OK, "two", OK), 10_500);
    Instant begun = Instant.parse("2026-01-01T00:00:00Z");

    assertThat(Reconciliation.summary(run, begun, begun.plusSeconds(18)))
        .isEqualTo(
            "2 gates planned, run, passed and recorded."
                + " 18.0 s: gates 10.5 s; Maven, JVM and report 7.5 s.");
  }

  private void run(List<String> planned, Map<String, String> outcomes) {
    new EvidenceStore(ledger).write("gate-run.json", new RunLedger(planned, outcomes, 10_500));
  }

  /** As many results, beside a container, which is none. */
  private void recorded(int count) throws IOException {
    Files.writeString(results.resolve("fixture-container.json"), "{}");
    for (int i = 0; i < count; i++) {
      Files.writeString(results.resolve(i + "-result.json"), GATE);
    }
    Files.writeString(results.resolve("environment.properties"), "Verdict=PASS");
    RecordManifest.of(results, List.of()).write(ledger);
  }

  private List<String> gaps() {
    return Reconciliation.gaps(ledger.resolve("gate-run.json"), results);
  }

  private void main() {
    Reconciliation.main(
        new String[] {ledger.toString(), results.toString(), "2026-01-01T00:00:00Z"});
  }
}
