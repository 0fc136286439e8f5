package dev.redline.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.PausePoints;
import dev.redline.plan.PausePoints.By;
import dev.redline.plan.PausePoints.Ticket;
import dev.redline.plan.Plan;
import dev.redline.secrets.SigningKey;
import dev.redline.secrets.UsedSignatures;
import dev.redline.state.PhaseProgress;
import dev.redline.state.PhaseState;
import dev.redline.state.RunState.Approval;
import dev.redline.state.StateStore;
import dev.redline.verdict.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as a person's decision about a change. */
class DecisionsTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final PausePoints POINTS = Plan.load(Path.of("gates")).pausePoints();
  private static final String CHANGE = ChangeHash.of("plan", "stageA", "7", List.of("a"));
  private static final SigningKey KEY = key("k");

  private final Set<Approval> counted = new HashSet<>();
  private PausePoints points = POINTS;
  private Optional<Instant> committed = Optional.empty();
  private StateStore store = StateStore.inMemory("plan");
  @TempDir private Path folder;

  @Test
  void anApprovalThatWasGivenIsRemembered() {
    assertThat(status(Map.of("approve", "commit:" + CHANGE), NOW)).isEqualTo(Status.PASS);
    assertThat(status(Map.of(), NOW)).isEqualTo(Status.PASS);
  }

  @Test
  void anApprovalThatSomebodyWithoutTheKeyHasWrittenDoesNotCount() {
    put(approval("commit", NOW.plus(POINTS.validFor())).signed(key("x")));
    assertThat(status(Map.of(), NOW)).isEqualTo(Status.PAUSED);
    put(approval("commit", NOW.plus(POINTS.validFor())));
    assertThat(status(Map.of(), NOW)).isEqualTo(Status.PAUSED);
  }

  @Test
  void anApprovalThatWasMovedToAnotherChangeOrDecisionDoesNotCount() {
    Approval given = approval("restart", NOW).signed(KEY);
    put(new Approval("commit", CHANGE, NOW, NOW, null, null, given.signature()));
    assertThat(status(Map.of(), NOW)).isEqualTo(Status.PAUSED);
  }

  @Test
  void whenItExpiresIsComputedFromWhenItWasGivenWhateverTheFileSays() {
    Approval given = approval("commit", NOW.plus(Duration.ofDays(3650))).signed(KEY);
    put(given);
    Instant late = NOW.plus(POINTS.validFor());
    assertThat(status(Map.of(), late.minusSeconds(1))).isEqualTo(Status.PASS);
    assertThat(status(Map.of(), late)).isEqualTo(Status.PAUSED);
    put(new Approval("commit", CHANGE, late, given.expires(), null, null, given.signature()));
    assertThat(status(Map.of(), late))
        .as("given later than it was signed for")
        .isEqualTo(Status.PAUSED);
  }

  @Test
  void anApprovalDoesNotCountBeforeItWasGiven() {
    put(approval("commit", NOW.plus(POINTS.validFor())).signed(KEY));
    assertThat(status(Map.of(), NOW.minusMillis(1))).isEqualTo(Status.PAUSED);
    assertThat(status(Map.of(), NOW)).isEqualTo(Status.PASS);
  }

  @Test
  void anApprovalFromBeforeTheSameChangeWasCommittedIsUsedUp() {
    put(approval("commit", NOW.plus(POINTS.validFor())).signed(KEY));
    committed = Optional.of(NOW.minusMillis(1));
    assertThat(status(Map.of(), NOW)).isEqualTo(Status.PASS);
    committed = Optional.of(NOW);
    assertThat(status(Map.of(), NOW)).isEqualTo(Status.PAUSED);
  }

  @Test
  void anOlderStateFileDoesNotBringBackTheApprovalOfAChangeThatWasTakenBack() throws Exception {
    Path file = folder.resolve("state.json");
    store = open(file);
    put(approval("commit", NOW.plus(POINTS.validFor())).signed(KEY));
    new PhaseProgress("stageA", store, Clock.fixed(NOW, ZoneOffset.UTC)).about(CHANGE, "ann");
    byte[] older = Files.readAllBytes(file);
    PhaseProgress progress = new PhaseProgress("stageA", store, Clock.fixed(NOW, ZoneOffset.UTC));
    progress.become(PhaseState.RUNNING);
    progress.become(PhaseState.ROLLING_BACK);
    progress.settle(PhaseState.ROLLED_BACK);
    Files.write(file, older);
    store = open(file);
    assertThat(store.state().approvals()).hasSize(1);
    assertThat(status(Map.of(), NOW)).isEqualTo(Status.PAUSED);
    assertThat(status(Map.of("approve", "commit:" + CHANGE), NOW.plusSeconds(1)))
        .as("given anew")
        .isEqualTo(Status.PASS);
  }

  @Test
  void theValueBeforeIsPartOfTheChange() {
    assertThat(ChangeHash.of("plan", "stageA", "7", List.of("work_mem: 6MB -> 5MB")))
        .isNotEqualTo(ChangeHash.of("plan", "stageA", "7", List.of("work_mem: 4MB -> 5MB")));
  }

  @Test
  void whereATicketIsRequiredAnApprovalWithoutOneDoesNotCount() {
    points = new PausePoints(POINTS.validFor(), Ticket.REQUIRED, By.ANYBODY, POINTS.critical());
    String approve = "commit:" + CHANGE;
    assertThat(status(Map.of("approve", approve), NOW)).isEqualTo(Status.PAUSED);
    assertThat(status(Map.of("approve", approve, "ticket", "OPS-7"), NOW)).isEqualTo(Status.PASS);
    assertThat(counted).singleElement().returns("OPS-7", Approval::ticket);
  }

  @Test
  void whereAnotherAccountHasToApproveTheOneThatAskedCannot() {
    points =
        new PausePoints(POINTS.validFor(), Ticket.OPTIONAL, By.ANOTHER_ACCOUNT, POINTS.critical());
    String approve = "commit:" + CHANGE;
    assertThat(status(Map.of("approve", approve, "user.name", "ann"), NOW))
        .as("nobody has asked before")
        .isEqualTo(Status.PAUSED);
    new PhaseProgress("stageA", store, Clock.fixed(NOW, ZoneOffset.UTC)).about(CHANGE, "ann");
    assertThat(status(Map.of("approve", approve, "user.name", "ann"), NOW))
        .isEqualTo(Status.PAUSED);
    new PhaseProgress("stageA", store, Clock.fixed(NOW, ZoneOffset.UTC)).about(CHANGE, "bob");
    assertThat(status(Map.of("approve", approve, "user.name", "bob"), NOW)).isEqualTo(Status.PASS);
    assertThat(counted).singleElement().returns("bob", Approval::by);
  }

  @Test
  void whoGaveAnApprovalAndUnderWhichTicketIsSigned() {
    Approval given = new Approval("commit", CHANGE, NOW, NOW, "ann", "OPS-7", null).signed(KEY);
    put(given);
    assertThat(status(Map.of(), NOW)).isEqualTo(Status.PASS);
    put(new Approval("commit", CHANGE, NOW, NOW, "bob", "OPS-7", given.signature()));
    assertThat(status(Map.of(), NOW)).isEqualTo(Status.PAUSED);
    put(new Approval("commit", CHANGE, NOW, NOW, "ann", "OPS-8", given.signature()));
    assertThat(status(Map.of(), NOW)).isEqualTo(Status.PAUSED);
  }

  private static Approval approval(String decision, Instant expires) {
    return new Approval(decision, CHANGE, NOW, expires, null, null, null);
  }

  private StateStore open(Path file) {
    return StateStore.open(file, "plan", UsedSignatures.of(Map.of(), folder.resolve("user")));
  }

  private void put(Approval approval) {
    store.change(state -> state.withApprovals(List.of(approval)));
  }

  private Status status(Map<String, String> properties, Instant now) {
    ApprovalRequest request = ApprovalRequest.from(properties, Map.of());
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    return new Decisions(points, request, store, clock, KEY, change -> committed, counted::add)
        .commit("stageA", CHANGE)
        .status();
  }

  private static SigningKey key(String letter) {
    return SigningKey.of(Map.of(SigningKey.VARIABLE, letter.repeat(32)), Path.of("none"));
  }
}
