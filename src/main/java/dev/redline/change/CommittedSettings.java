package dev.redline.change;

import dev.redline.change.mark.ServerMark;
import dev.redline.change.mark.ServerMark.State;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ServerControlException;
import dev.redline.postgres.ServerState;
import dev.redline.postgres.SettingDifference;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.quoting.ServerWords;
import dev.redline.state.PhaseState;
import dev.redline.state.RunState.PhaseRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Whether what committed changes brought into force is in force still. Of two that brought the same
 * setting, the later one counts. What the server itself says goes before what this clone remembers.
 *
 * @param marks those of committed changes
 */
record CommittedSettings(List<ServerMark> marks, SettingsSnapshot now) {

  static CommittedSettings read(PhaseContext context, List<ServerMark> marks) {
    return new CommittedSettings(
        Stream.concat(marks.stream(), remembered(context, marks))
            .filter(ServerMark::stays)
            .sorted(Comparator.comparing(ServerMark::since))
            .toList(),
        now(context));
  }

  /** Changes that have passed here, and that the server does not name any more. */
  private static Stream<ServerMark> remembered(PhaseContext context, List<ServerMark> marks) {
    return context.store().state().phases().entrySet().stream()
        .filter(phase -> phase.getValue().state() == PhaseState.PASSED)
        .filter(phase -> !phase.getValue().brought().isEmpty())
        .filter(phase -> marks.stream().noneMatch(mark -> isOf(mark, phase.getKey())))
        .map(phase -> remembered(phase.getKey(), phase.getValue(), context.folders().cloneName()));
  }

  private static ServerMark remembered(String phase, PhaseRecord record, String clone) {
    return new ServerMark(
        "",
        String.valueOf(record.change()),
        phase,
        State.COMMITTED,
        clone,
        record.since(),
        "",
        record.brought());
  }

  private static boolean isOf(ServerMark mark, String phase) {
    return mark.stays() && mark.phase().equals(phase);
  }

  /** What differs from before the change: name and value, as a person may see them. */
  static Map<String, String> brought(PhaseContext context, ServerState before) {
    SettingsSnapshot now = now(context);
    Map<String, String> brought = new TreeMap<>();
    for (SettingDifference each : now.differencesFrom(before.settings())) {
      if (!context.mayDiffer().contains(each.name())) {
        brought.put(each.name(), shown(now, each.name()));
      }
    }
    return brought;
  }

  boolean has(String phase) {
    return marks.stream().anyMatch(mark -> isOf(mark, phase));
  }

  /** Why the phase's change does not hold; empty if it does, or if none is marked. */
  Optional<String> lost(String phase) {
    Map<String, String> expected = new TreeMap<>();
    marks.forEach(mark -> expected.putAll(mark.settings()));
    List<String> lost =
        marks.stream()
            .filter(mark -> mark.phase().equals(phase))
            .flatMap(mark -> mark.settings().keySet().stream())
            .filter(name -> !shown(now, name).equals(expected.get(name)))
            .map(name -> "%s is %s, not %s".formatted(name, shown(now, name), expected.get(name)))
            .toList();
    return lost.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lost));
  }

  /**
   * The phase's marks with what is in force now, as a run that found nothing to change has seen.
   */
  Stream<ServerMark> renewed(String phase, Instant moment) {
    return marks.stream()
        .filter(mark -> mark.phase().equals(phase) && lost(phase).isPresent())
        .map(mark -> mark.committed(moment, present(mark.settings())));
  }

  /** The same names with what is in force now. */
  Map<String, String> present(Map<String, String> settings) {
    Map<String, String> present = new TreeMap<>(settings);
    present.replaceAll((name, value) -> shown(now, name));
    return present;
  }

  private static String shown(SettingsSnapshot settings, String name) {
    return settings.settings().containsKey(name)
        ? String.valueOf(settings.setting(name).shown())
        : "unknown";
  }

  private static SettingsSnapshot now(PhaseContext context) {
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      return SettingsSnapshot.take(connection, context.clock());
    } catch (SQLException e) {
      throw new ServerControlException(
          "The server could not be asked what is in force: " + ServerWords.of(e), e);
    }
  }
}
