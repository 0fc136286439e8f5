package dev.redline.postgres;

import dev.redline.plan.stage.SupportedValues;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All of {@code pg_settings} at one moment, as a session of the harness sees it.
 *
 * @param settings by name, in alphabetical order
 */
public record SettingsSnapshot(
    Instant takenAt, ServerIdentity server, Map<String, Setting> settings)
    implements SupportedValues {

  /** Reads every setting; changes nothing. */
  public static SettingsSnapshot take(Connection connection, Clock clock) throws SQLException {
    Map<String, Setting> settings = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(Setting.QUERY)) {
      while (rows.next()) {
        Setting setting = Setting.from(rows);
        settings.put(setting.name(), setting);
      }
    }
    return new SettingsSnapshot(clock.instant(), ServerIdentity.read(connection), settings);
  }

  /**
   * The named setting.
   *
   * @throws IllegalArgumentException if this server has no such setting
   */
  public Setting setting(String name) {
    Setting found = settings.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "PostgreSQL %s has no setting named %s. Remove it from the stage's settings."
              .formatted(server.version(), name));
    }
    return found;
  }

  /**
   * Whether a setting of this server has the value already. A value that is no value of the setting
   * is for the server to reject: it is not in force.
   */
  public boolean holds(String name, String value) {
    Setting found = settings.get(name);
    try {
      return found != null && found.holds(value);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The path of the server's postgresql.conf. */
  public String configFile() {
    return String.valueOf(setting("config_file").setting());
  }

  /** macOS has no posix_fadvise: there is nothing to prefetch with. */
  @Override
  public Map<String, String> fixedByPlatform() {
    return onMacOs() ? Map.of("effective_io_concurrency", "0") : Map.of();
  }

  /** macOS has no huge pages that PostgreSQL could use. */
  @Override
  public Set<String> untouchedOnPlatform() {
    return onMacOs() ? Set.of("huge_pages", "huge_page_size") : Set.of();
  }

  private boolean onMacOs() {
    return server.platform().system() == Platform.OperatingSystem.MACOS;
  }

  @Override
  public boolean lists(String name, String value) {
    Setting found = settings.get(name);
    return found != null && found.allowed().contains(value);
  }

  @Override
  public String current(String name) {
    Setting found = settings.get(name);
    String value = found == null ? null : found.setting();
    return value == null ? "" : value;
  }

  @Override
  public String shown(String name) {
    Setting found = settings.get(name);
    String value = found == null ? null : found.display();
    return value == null ? "" : value;
  }

  @Override
  public Optional<String> raisedAbove(String name, String value) {
    return Optional.ofNullable(settings.get(name)).flatMap(found -> found.raisedAbove(value));
  }

  /**
   * The settings whose values differ from those of an earlier snapshot, by name. Two secrets are
   * told apart, and neither is shown.
   */
  public List<SettingDifference> differencesFrom(SettingsSnapshot before) {
    TreeSet<String> names = new TreeSet<>(settings.keySet());
    names.addAll(before.settings.keySet());
    List<SettingDifference> differences = new ArrayList<>();
    for (String name : names) {
      Setting was = before.settings.get(name);
      Setting is = settings.get(name);
      String wasValue = was == null ? null : was.setting();
      String isValue = is == null ? null : is.setting();
      if (!Objects.equals(wasValue, isValue)) {
        differences.add(
            new SettingDifference(
                name, was == null ? null : was.shown(), is == null ? null : is.shown()));
      }
    }
    return differences;
  }
}
