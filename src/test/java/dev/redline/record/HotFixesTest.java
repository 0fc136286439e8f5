package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.dsn.Redaction;
import dev.redline.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotFixesTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final Optional<String> HERE = Optional.of("7300000000000000001");
  private static final Optional<String> ELSEWHERE = Optional.of("7300000000000000002");
  private static final Plan PLAN = Plan.load(Path.of("gates"));

  @TempDir private Path metrics;

  @Test
  void openOnesComeNewestFirst() {
    String older = failure("stageA", 0, HERE);
    String newer = failure("stageA", 60, HERE);
    failure("stageB", 30, HERE);
    assertThat(fixes().open("stageA")).extracting(OpenHotFix::id).containsExactly(newer, older);
    assertThat(fixes().open())
        .extracting(OpenHotFix::phase)
        .containsExactly("stageA", "stageB", "stageA");
    assertThat(fixes().open().get(0))
        .isEqualTo(
            new OpenHotFix(newer, NOW.plusSeconds(60), "stageA", "The server restarts", HERE));
  }

  @Test
  void twoFailuresOfAPhaseInOneSecondAreTwoHotFixes() {
    assertThat(List.of(failure("stageA", 0, HERE), failure("stageA", 0, HERE)))
        .containsExactly("20260304T050607Z-stageA", "20260304T050607Z-stageA-2");
    assertThat(fixes().open()).hasSize(2);
  }

  @Test
  void anOpenOneHoldsBackEveryPhaseThatNeedsItsOwn() {
    String id = failure("stageA", 0, HERE);
    assertThat(held("stageB", HERE)).containsExactly(id);
    assertThat(held("stageC", HERE)).as("by way of stageB").containsExactly(id);
    assertThat(held("stageA", HERE)).as("the rerun that resolves it").isEmpty();
    assertThat(held("discovery", HERE)).isEmpty();
  }

  @Test
  void neitherAnotherServersHotFixHoldsBackNorOneOfARunThatReachedNoServer() {
    failure("stageA", 0, ELSEWHERE);
    failure("stageA", 60, Optional.empty());
    assertThat(held("stageB", HERE)).isEmpty();
    assertThat(held("stageB", ELSEWHERE)).hasSize(1);
    assertThat(held("stageB", Optional.empty())).isEmpty();
  }

  @Test
  void aPassingRerunOnTheSameServerClosesItsOwnAndRemovesNothing() throws IOException {
    String here = failure("stageA", 0, HERE);
    String elsewhere = failure("stageA", 60, ELSEWHERE);
    String unknown = failure("stageA", 120, Optional.empty());
    String otherPhase = failure("stageB", 180, HERE);
    List<Path> before = files();
    assertThat(fixes().resolve("stageA", HERE))
        .containsExactlyInAnyOrder(
            metrics.resolve("hotfix/" + here + ".resolved.json"),
            metrics.resolve("hotfix/" + unknown + ".resolved.json"));
    assertThat(fixes().open()).extracting(OpenHotFix::id).containsExactly(otherPhase, elsewhere);
    assertThat(files()).containsAll(before).hasSize(before.size() + 2);
  }

  @Test
  void aPhaseWithoutAServerClosesItsOwnToo() {
    failure("audit", 0, Optional.of(HotFixes.NO_SERVER));
    assertThat(fixes().resolve("audit", Optional.of(HotFixes.NO_SERVER))).hasSize(1);
  }

  @Test
  void aWaiverClosesOneAndKeepsTheReason() {
    String id = failure("stageA", 0, HERE);
    Path file = fixes().waive(new Waiver(id, "known flaw of the test disk"));
    assertThat(file).content().contains("known flaw of the test disk", id, NOW.toString());
    assertThat(held("stageB", HERE)).isEmpty();
  }

  @Test
  void aNewFailureAfterAWaiverHoldsBackAgain() {
    fixes().waive(new Waiver(failure("stageA", 0, HERE), "known"));
    assertThat(held("stageC", HERE)).isEmpty();
    String again = failure("stageA", 0, HERE);
    assertThat(held("stageC", HERE)).containsExactly(again);
  }

  @Test
  void whatIsNotThereOrClosedCannotBeWaived() {
    String id = failure("stageA", 0, HERE);
    assertThatThrownBy(() -> fixes().waive(new Waiver("20250101T000000Z-stageA", "why")))
        .isInstanceOf(HotFixException.class)
        .hasMessage(
            "-Dwaive=20250101T000000Z-stageA: there is no such hot-fix. Open ones: %s."
                .formatted(id));
    fixes().waive(new Waiver(id, "why"));
    assertThatThrownBy(() -> fixes().waive(new Waiver(id, "why")))
        .hasMessageContaining("this hot-fix is closed already, see ")
        .hasMessageContaining(id + ".waived.json");
    assertThatThrownBy(() -> fixes().waive(new Waiver("../" + id, "why")))
        .hasMessageContaining("there is no such hot-fix. Open ones: none.");
  }

  @Test
  void aWaiverNeedsBothItsParts() {
    assertThat(Waiver.from(Map.of("groups", "stageA"))).isEmpty();
    assertThat(Waiver.from(Map.of("waive", "x", "reason", " y "))).contains(new Waiver("x", "y"));
    assertThatThrownBy(() -> Waiver.from(Map.of("waive", "x")))
        .hasMessage("-Dwaive=x needs a reason, which goes into the journal: add -Dreason=\"...\".");
    assertThatThrownBy(() -> Waiver.from(Map.of("waive", "x", "reason", "  ")))
        .isInstanceOf(HotFixException.class);
    assertThatThrownBy(() -> Waiver.from(Map.of("reason", "y")))
        .hasMessageContaining("without -Dwaive=<id>");
    assertThatThrownBy(() -> Waiver.from(Map.of("waive", "", "reason", "y")))
        .hasMessageContaining("without -Dwaive=<id>");
  }

  @Test
  void oneThatCannotBeReadIsNotTakenForSettled() throws IOException {
    String id = failure("stageA", 0, HERE);
    Files.writeString(metrics.resolve("hotfix/" + id + ".json"), "{\"phase\":\"sta");
    assertThatThrownBy(() -> fixes().open())
        .isInstanceOf(HotFixException.class)
        .hasMessageContaining(id + ".json cannot be read")
        .hasMessageContaining("Restore the file");
  }

  @Test
  void withoutAFolderThereIsNoneOpen() {
    assertThat(fixes().open()).isEmpty();
    assertThat(held("stageC", HERE)).isEmpty();
  }

  private HotFixes fixes() {
    return new HotFixes(metrics, Clock.fixed(NOW, ZoneOffset.UTC), Redaction.of(Map.of()));
  }

  private List<String> held(String phase, Optional<String> server) {
    return fixes().holdsBack(PLAN, phase, server).stream().map(OpenHotFix::id).toList();
  }

  private String failure(String phase, int seconds, Optional<String> server) {
    Path file =
        new HotFix(
                NOW.plusSeconds(seconds),
                phase,
                "The server restarts",
                "BROKEN: no start",
                List.of(),
                null,
                "Nothing had been changed.",
                List.of("metrics/"),
                "mvn verify -Dgroups=" + phase)
            .write(new EvidenceStore(metrics), server);
    return file.getFileName().toString().replace(".md", "");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(metrics.resolve("hotfix"))) {
      return files.toList();
    }
  }
}
