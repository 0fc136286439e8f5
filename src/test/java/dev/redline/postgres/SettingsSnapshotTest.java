package dev.redline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SettingsSnapshotTest {

  @Test
  void equalSnapshotsDoNotDiffer() {
    SettingsSnapshot one = of(Map.of("work_mem", "4096"));

    assertThat(of(Map.of("work_mem", "4096")).differencesFrom(one)).isEmpty();
  }

  @Test
  void changedAddedAndMissingSettingsAreListedByName() {
    SettingsSnapshot before = of(Map.of("work_mem", "4096", "gone", "1", "same", "5"));
    SettingsSnapshot after = of(Map.of("work_mem", "8192", "added", "2", "same", "5"));

    assertThat(after.differencesFrom(before))
        .containsExactly(
            new SettingDifference("added", null, "2 kB"),
            new SettingDifference("gone", "1 kB", null),
            new SettingDifference("work_mem", "4096 kB", "8192 kB"));
  }

  @Test
  void secretsThatDifferAreFoundAndNotShown() {
    SettingsSnapshot before = of(Map.of("app.api_key", "SECRET", "app.token", "SECRET"));
    SettingsSnapshot after = of(Map.of("app.api_key", "CRETSE", "app.token", "SECRET"));

    assertThat(after.differencesFrom(before))
        .containsExactly(new SettingDifference("app.api_key", "***", "***"));
    assertThat(after.settings().get("app.api_key")).hasToString("app.api_key = ***");
  }

  @Test
  void aDifferenceReadsFromBeforeToAfter() {
    assertThat(new SettingDifference("work_mem", "4MB", "8MB")).hasToString("work_mem: 4MB -> 8MB");
  }

  @Test
  void aSettingThatTheServerLacksIsRefusedByNameAndVersion() {
    assertThatThrownBy(() -> of(Map.of("work_mem", "4096")).setting("work_memory"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PostgreSQL 15.18 has no setting named work_memory");
  }

  private static SettingsSnapshot of(Map<String, String> stored) {
    Map<String, Setting> settings = new TreeMap<>();
    stored.forEach(
        (name, value) -> settings.put(name, SettingTest.setting(name, value, "kB", "integer")));
    return new SettingsSnapshot(
        Instant.EPOCH, new ServerIdentity(null, "15.18", 150018, "rag", "app", null, ""), settings);
  }
}
