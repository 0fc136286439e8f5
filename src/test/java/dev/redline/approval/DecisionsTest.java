package dev.redline.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.PausePoints;
import dev.redline.plan.Plan;
import dev.redline.secrets.SigningKey;
import dev.redline.state.RunState.Approval;
import dev.redline.state.StateStore;
import dev.redline.verdict.Status;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What counts as a person's decision about a change. */
class DecisionsTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final PausePoints POINTS = Plan.load(Path.of("gates")).pausePoints();
  private static final String CHANGE = ChangeHash.of("plan", "stageA", "7", List.of("a"));
  private static final SigningKey KEY = key("k");

  private Optional<Instant> committed = Optional.empty();
  private final StateStore store = StateStore.inMemory("plan");

  @Test
  void anApprovalThatWasGivenIsRemembered() {
    assertThat(status(Map.of("approve", "commit:" + CHANGE), NOW)).isEqualTo(Status.PASS);
    assertThat(status(Map.of(), NOW)).isEqualTo(Status.PASS);
  }

  @Test
  void anApprovalThatSomebodyWithoutTheKeyHasWrittenDoesNotCount() {
    put(Approval.signed("commit", CHANGE, NOW, NOW.plus(POINTS.validFor()), key("x")));
    assertThat(status(Map.of(), NOW)).isEqualTo(Status.PAUSED);
    put(new Approval("commit", CHANGE, NOW, NOW.plus(POINTS.validFor()), null));
    assertThat(status(Map.of(), NOW)).isEqualTo(Status.PAUSED);
  }

  @Test
  void anApprovalThatWasMovedToAnotherChangeOrDecisionDoesNotCount() {
    Approval given = Approval.signed("restart", CHANGE, NOW, NOW, KEY);
    put(new Approval("commit", CHANGE, given.given(), given.expires(), given.signature()));
    assertThat(status(Map.of(), NOW)).isEqualTo(Status.PAUSED);
  }

  @Test
  void whenItExpiresIsComputedFromWhenItWasGivenWhateverTheFileSays() {
    Approval given = Approval.signed("commit", CHANGE, NOW, NOW.plus(Duration.ofDays(3650)), KEY);
    put(given);
    Instant late = NOW.plus(POINTS.validFor());
    assertThat(status(Map.of(), late.minusSeconds(1))).isEqualTo(Status.PASS);
    assertThat(status(Map.of(), late)).isEqualTo(Status.PAUSED);
    put(new Approval("commit", CHANGE, late, given.expires(), given.signature()));
    assertThat(status(Map.of(), late))
        .as("given later than it was signed for")
        .isEqualTo(Status.PAUSED);
  }

  @Test
  void anApprovalDoesNotCountBeforeItWasGiven() {
    put(Approval.signed("commit", CHANGE, NOW, NOW.plus(POINTS.validFor()), KEY));
    assertThat(status(Map.of(), NOW.minusMillis(1))).isEqualTo(Status.PAUSED);
    assertThat(status(Map.of(), NOW)).isEqualTo(Status.PASS);
  }

  @Test
  void anApprovalFromBeforeTheSameChangeWasCommittedIsUsedUp() {
    put(Approval.signed("commit", CHANGE, NOW, NOW.plus(POINTS.validFor()), KEY));
    committed = Optional.of(NOW.minusMillis(1));
    assertThat(status(Map.of(), NOW)).isEqualTo(Status.PASS);
    committed = Optional.of(NOW);
    assertThat(status(Map.of(), NOW)).isEqualTo(Status.PAUSED);
  }

  @Test
  void theValueBeforeIsPartOfTheChange() {
    assertThat(ChangeHash.of("plan", "stageA", "7", List.of("work_mem: 6MB -> 5MB")))
        .isNotEqualTo(ChangeHash.of("plan", "stageA", "7", List.of("work_mem: 4MB -> 5MB")));
  }

  private void put(Approval approval) {
    store.change(state -> state.withApprovals(List.of(approval)));
  }

  private Status status(Map<String, String> properties, Instant now) {
    ApprovalRequest request = ApprovalRequest.from(properties, Map.of());
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    return new Decisions(POINTS, request, store, clock, KEY, change -> committed)
        .commit("stageA", CHANGE)
        .status();
  }

  private static SigningKey key(String letter) {
    return SigningKey.of(Map.of(SigningKey.VARIABLE, letter.repeat(32)), Path.of("none"));
  }
}
