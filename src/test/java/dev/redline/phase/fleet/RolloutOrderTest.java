package dev.redline.phase.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.phase.fleet.SharedValues.Order;
import dev.redline.postgres.surroundings.PatroniSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who restarts when, for values that Patroni keeps for all members. */
class RolloutOrderTest {

  private static final SharedValues RAISED =
      new SharedValues(Map.of("max_connections", "200"), Set.of());
  private static final SharedValues LOWERED =
      new SharedValues(Map.of("max_connections", "50"), Set.of("max_connections"));

  @Test
  void raisedValuesGoToReplicasAndTheSwitchoverRestartsTheLeader() {
    Rollout rollout = from("a", "b", Map.of(), RAISED);

    assertThat(rollout.switchesOver()).isTrue();
    assertThat(rollout.restarts()).containsExactly("b", "c");
  }

  @Test
  void raisedValuesGoToACanaryThatLeadsLast() {
    Rollout rollout = from("b", "b", Map.of(), RAISED);

    assertThat(rollout.switchesOver()).isFalse();
    assertThat(rollout.restarts()).containsExactly("a", "c", "b");
  }

  @Test
  void loweredValuesGoToTheLeaderFirstAndNeedNoSwitchover() {
    Rollout rollout = from("a", "b", Map.of(), LOWERED);

    assertThat(rollout.switchesOver()).isFalse();
    assertThat(rollout.restarts()).containsExactly("a", "b", "c");
    assertThat(from("a", "b", Map.of("shared_buffers", "8MB"), LOWERED).switchesOver()).isTrue();
  }

  @Test
  void valuesThatTakeNoRestartNeedNoSwitchover() {
    assertThat(from("a", "b", Map.of("work_mem", "8MB"), SharedValues.NONE).switchesOver())
        .isFalse();
  }

  @Test
  void theWayBackGoesInTheOppositeOrder() {
    assertThat(RAISED.order().reversed()).isEqualTo(Order.LEADER_FIRST);
    assertThat(LOWERED.order().reversed()).isEqualTo(Order.REPLICAS_FIRST);
  }

  @Test
  void noOrderSuitsValuesOfWhichOneIsRaisedAndOneLowered() {
    SharedValues both =
        new SharedValues(
            Map.of("max_connections", "50", "max_worker_processes", "16"),
            Set.of("max_connections"));

    assertThat(both.withoutOrder())
        .hasValue("[max_worker_processes] would be raised, [max_connections] lowered");
    assertThat(RAISED.withoutOrder()).isEmpty();
    assertThat(
            new SharedValues(
                    Map.of("max_connections", "50", "wal_level", "logical"),
                    Set.of("max_connections"))
                .withoutOrder())
        .isEmpty();
  }

  @Test
  void whatTakesAReloadNeedsNoSwitchover() {
    SharedValues kept = new SharedValues(Map.of("wal_keep_size", "64MB"), Set.of());

    assertThat(from("a", "b", Map.of(), kept).switchesOver()).isFalse();
  }

  @Test
  void whatIsKeptIsReadAgain() {
    Rollout rollout = from("a", "b", Map.of("work_mem", "8MB"), LOWERED);

    assertThat(Rollout.of(rollout.kept())).isEqualTo(rollout);
  }

  @ParameterizedTest
  @CsvSource({
    "max_connections, 24",
    "max_connections, many",
    "max_wal_senders, 2",
    "max_replication_slots, 3",
    "max_worker_processes, 1",
    "max_locks_per_transaction, 31",
    "max_prepared_transactions, -1",
    "wal_level, minimal",
    "wal_log_hints, off"
  })
  void whatPatroniWouldReplaceByItsDefaultIsRefused(String name, String value) {
    assertThat(PatroniSettings.refusal(name, value))
        .hasValueSatisfying(why -> assertThat(why).startsWith(name));
  }

  @ParameterizedTest
  @CsvSource({
    "max_connections, 25",
    "max_prepared_transactions, 0",
    "max_worker_processes, 2",
    "track_commit_timestamp, on",
    "wal_level, logical"
  })
  void whatPatroniTakesIsNot(String name, String value) {
    assertThat(PatroniSettings.refusal(name, value)).isEmpty();
  }

  private static Rollout from(
      String leader, String canary, Map<String, String> values, SharedValues shared) {
    List<String> replicas =
        Stream.of("a", "b", "c")
            .filter(each -> !each.equals(leader) && !each.equals(canary))
            .toList();
    Set<String> restarting =
        values.containsKey("shared_buffers") ? Set.of("shared_buffers") : Set.of();
    return new Rollout("trial", canary, leader, 3, replicas, values, restarting, shared, Map.of());
  }
}
