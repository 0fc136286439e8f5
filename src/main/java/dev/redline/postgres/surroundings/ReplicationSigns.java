package dev.redline.postgres.surroundings;

import dev.redline.postgres.surroundings.ServerFacts.Slot;
import dev.redline.quoting.ProgramName;
import java.util.List;
import java.util.stream.Stream;

/** Finds who follows a server, and whom it follows. */
final class ReplicationSigns {

  /** Base backups and clients that only store WAL show up as receivers, too. */
  private static final List<String> NO_STANDBY = List.of("pg_basebackup", "pg_receivewal");

  private ReplicationSigns() {}

  static Stream<Participant> in(ServerFacts facts) {
    return Stream.of(standbys(facts), detachedStandbys(facts), logical(facts), primary(facts))
        .flatMap(found -> found);
  }

  private static Stream<Participant> standbys(ServerFacts facts) {
    return facts.standbys().stream()
        .filter(each -> !NO_STANDBY.contains(each.application()))
        .filter(
            each -> logicalSlots(facts).noneMatch(slot -> slot.name().equals(each.application())))
        .map(
            each ->
                new Participant(
                    Kind.STANDBY,
                    "%s at %s, %s"
                        .formatted(
                            ProgramName.shown(each.application()), each.address(), each.sync()),
                    List.of(Sign.proof("pg_stat_replication: " + each.state()))));
  }

  /** A slot without a receiver waits for a standby that is away, and keeps WAL for it. */
  private static Stream<Participant> detachedStandbys(ServerFacts facts) {
    return facts.slots().stream()
        .filter(slot -> slot.plugin().isEmpty() && !slot.active())
        .map(
            slot ->
                new Participant(
                    Kind.STANDBY,
                    "one that is away, with slot " + slot.name(),
                    List.of(Sign.hint("pg_replication_slots: physical, not active"))));
  }

  private static Stream<Participant> logical(ServerFacts facts) {
    return logicalSlots(facts)
        .map(
            slot ->
                new Participant(
                    Kind.LOGICAL_SLOT,
                    "%s, plugin %s".formatted(slot.name(), slot.plugin()),
                    List.of(
                        Sign.proof(
                            "pg_replication_slots: "
                                + (slot.active() ? "active" : "not active")))));
  }

  private static Stream<Slot> logicalSlots(ServerFacts facts) {
    return facts.slots().stream().filter(slot -> !slot.plugin().isEmpty());
  }

  private static Stream<Participant> primary(ServerFacts facts) {
    if (!facts.inRecovery()) {
      return Stream.empty();
    }
    String from = facts.walReceiver().isEmpty() ? "an unknown address" : facts.walReceiver();
    return Stream.of(
        new Participant(Kind.PRIMARY, from, List.of(Sign.proof("pg_is_in_recovery() is true"))));
  }
}
