package dev.redline.phase.fleet;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ConnectionFailedException;
import dev.redline.postgres.Connector;
import dev.redline.postgres.ServerControlException;
import dev.redline.postgres.Setting;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.quoting.ServerWords;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What one member runs with. */
record MemberSettings(String member, Connector connector, Clock clock) {

  /**
   * @throws ServerControlException if it does not answer
   */
  SettingsSnapshot now() {
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      return SettingsSnapshot.take(connection, clock);
    } catch (SQLException e) {
      throw new ServerControlException(
          "%s could not be asked what it runs with: %s".formatted(member, ServerWords.of(e)), e);
    } catch (ConnectionFailedException e) {
      throw new ServerControlException(
          "%s takes no connection: %s".formatted(member, e.getMessage()), e);
    }
  }

  /** Values as the server stores them, by name; names that it does not know are left out. */
  Map<String, String> stored(Iterable<String> names) {
    Map<String, String> stored = new TreeMap<>();
    SettingsSnapshot now = now();
    for (String name : names) {
      Optional.ofNullable(now.settings().get(name))
          .map(Setting::setting)
          .ifPresent(value -> stored.put(name, value));
    }
    return stored;
  }

  /** Those that a server has at its start alone; names that it does not know are left out. */
  Set<String> restarting(Set<String> names) {
    return now().settings().values().stream()
        .filter(each -> names.contains(each.name()) && each.needsRestart())
        .map(Setting::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Those that the member does not run with, for a person. */
  List<String> missing(Map<String, String> values) {
    SettingsSnapshot now = now();
    return values.entrySet().stream()
        .filter(each -> !holds(now, each.getKey(), each.getValue()))
        .map(each -> "%s = %s".formatted(each.getKey(), now.shown(each.getKey())))
        .toList();
  }

  private static boolean holds(SettingsSnapshot now, String name, String value) {
    Setting setting = now.settings().get(name);
    return setting != null && !setting.pendingRestart() && setting.holds(value);
  }

  /** Names of those that the member has other values of than it had. */
  List<String> differing(Map<String, String> was) {
    Map<String, String> now = stored(was.keySet());
    return was.entrySet().stream()
        .filter(each -> !each.getValue().equals(now.get(each.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Names of settings that wait for a restart. */
  List<String> waiting() {
    return now().settings().values().stream()
        .filter(Setting::pendingRestart)
        .map(Setting::name)
        .toList();
  }

  /** Whether that comes about within a time. */
  boolean soon(Duration patience, Predicate<MemberSettings> condition) {
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .atMost(patience)
          .until(() -> condition.test(this));
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }
}
