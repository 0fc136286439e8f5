package dev.redline.change.settings;

import dev.redline.dsn.SettingSecrets;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.FileSetting;
import dev.redline.postgres.Setting;
import dev.redline.postgres.SettingOwners;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The values of a change, held against what the server says of them.
 *
 * @param file where the server has to read them; empty if any place will do
 */
public record PlannedValues(List<PlannedSetting> settings, Optional<String> file) {

  List<String> names() {
    return settings.stream().map(PlannedSetting::name).toList();
  }

  /** Values by name, in the order of the plan. */
  Map<String, String> byName() {
    Map<String, String> values = new LinkedHashMap<>();
    settings.forEach(setting -> values.put(setting.name(), setting.value()));
    return values;
  }

  /** What else stands in a file may hold secrets, and is in no record. */
  List<String> shown() {
    return settings.stream()
        .map(
            each ->
                "%s = '%s'".formatted(each.name(), SettingSecrets.shown(each.name(), each.value())))
        .toList();
  }

  /**
   * No setting is somebody else's.
   *
   * @param required what another owner would do to the planned value
   */
  Verdict ownedByNobody(
      Connection connection, Set<String> ownRoles, SettingOwners.Place place, String required)
      throws SQLException {
    return Verdict.none(
        "other owners of planned settings",
        SettingOwners.find(connection, names(), ownRoles, place),
        required,
        "release the setting as shown, or take it out of the stage");
  }

  /** The same for values that only a role, a database or the command line could overrule. */
  Verdict ownedByNobodyWithTheLastWord(Connection connection, Set<String> ownRoles)
      throws SQLException {
    return ownedByNobody(
        connection,
        ownRoles,
        SettingOwners.Place.LAST_WORD,
        "none: what a role, a database or the command line sets would win");
  }

  /** The server takes every line before the change: what is wrong after it, is ours. */
  static Verdict linesAreGood(Connection connection) throws SQLException {
    return Verdict.none(
        "lines of the configuration files that the server does not take",
        FileSetting.readAll(connection).stream().filter(line -> !line.accepted()).toList(),
        "none before the change",
        "mend the lines, reload, and run again");
  }

  /** The server reads every value from the file, and would take it. */
  Finding accepted(Connection connection) throws SQLException {
    List<FileSetting> lines = FileSetting.readAll(connection);
    return Finding.of(
        List.of(
            Verdict.none(
                "lines that the server would not take (pg_file_settings)",
                lines.stream().filter(line -> !line.accepted()).toList(),
                "none",
                "correct the values in gates/stages"),
            Verdict.none(
                "planned values that the server does not read from "
                    + file.orElse("one of its files"),
                unread(lines),
                "none",
                "compare that file with SHOW config_file, and find out who edits it")),
        Evidence.of("pg_file_settings", lines));
  }

  /**
   * Each value is in force, or waits for a restart: within a time, where somebody else writes it.
   *
   * @param next what to do about one that is neither
   */
  Finding taken(Connector connector, Duration patience, Clock clock, String next)
      throws SQLException {
    try {
      return Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .atMost(patience)
          .until(() -> taken(connector, clock, next), Finding::passed);
    } catch (ConditionTimeoutException e) {
      return taken(connector, clock, next);
    }
  }

  private Finding taken(Connector connector, Clock clock, String next) throws SQLException {
    try (Connection anew = connector.open(ApplicationName.CONTROL)) {
      SettingsSnapshot now = SettingsSnapshot.take(anew, clock);
      List<String> missing =
          settings.stream()
              .filter(each -> !isTaken(each, now))
              .map(each -> "%s = %s".formatted(each.name(), now.shown(each.name())))
              .toList();
      return Finding.of(
          Verdict.none(
              "planned values that the server neither has nor waits to start with",
              missing,
              "none",
              next));
    }
  }

  private static boolean isTaken(PlannedSetting planned, SettingsSnapshot now) {
    Setting setting = now.settings().get(planned.name());
    return setting != null && (setting.pendingRestart() || setting.holds(planned.value()));
  }

  /** The last line that sets a name is the one that the server takes, whichever file it is in. */
  private List<String> unread(List<FileSetting> lines) {
    Map<String, FileSetting> last = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (FileSetting line : lines) {
      if (line.name() != null) {
        last.put(line.name(), line);
      }
    }
    return settings.stream()
        .filter(setting -> !isRead(setting, last.get(setting.name())))
        .map(setting -> unread(setting, last.get(setting.name())))
        .toList();
  }

  private boolean isRead(PlannedSetting setting, @Nullable FileSetting line) {
    return line != null
        && file.filter(place -> !place.equals(line.file())).isEmpty()
        && SettingText.equal(setting.name(), setting.value(), line.value());
  }

  private static String unread(PlannedSetting setting, @Nullable FileSetting line) {
    return "%s = '%s': %s"
        .formatted(
            setting.name(),
            SettingSecrets.shown(setting.name(), setting.value()),
            line == null
                ? "in no file that the server reads"
                : "the server reads '%s' from %s line %d"
                    .formatted(line.shown(), line.file(), line.line()));
  }

  Finding inForce(SettingsSnapshot after) {
    return inForce(after, "in force", "find out who else sets it");
  }

  /**
   * Every value is what a server runs with.
   *
   * @param after what that server says
   * @param where such as {@code in force}, behind the name of a setting
   * @param next what to do about a value that is not
   */
  public Finding inForce(SettingsSnapshot after, String where, String next) {
    return Finding.of(
        settings.stream().map(setting -> inForce(setting, after, where, next)).toList());
  }

  private Verdict inForce(
      PlannedSetting planned, SettingsSnapshot after, String where, String next) {
    Setting setting = after.settings().get(planned.name());
    String subject = planned.name() + " " + where;
    if (setting == null) {
      return Verdict.fail(
          subject,
          "not known to the server",
          planned.value(),
          "look whether the library that defines it is preloaded, and " + next);
    }
    String observed =
        "%s from %s%s"
            .formatted(
                setting.shown(),
                setting.sourceFile() == null ? setting.source() : setting.sourceFile(),
                setting.pendingRestart() ? ", waiting for a restart" : "");
    String required = planned.value() + file.map(place -> " from " + place).orElse("");
    boolean holds =
        setting.holds(planned.value())
            && file.filter(place -> !place.equals(setting.sourceFile())).isEmpty()
            && !setting.pendingRestart();
    return (holds
            ? Verdict.pass(subject, observed, required)
            : Verdict.fail(subject, observed, required, next))
        .because(planned.because());
  }
}
