package dev.redline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {

  private static final Setting SHARED_BUFFERS =
      setting("shared_buffers", "262144", "8kB", "integer");

  @ParameterizedTest
  @ValueSource(strings = {"2GB", "2048MB", "2097152kB", "2 GB", "262144"})
  void aSizeHoldsInWhateverUnitItIsWritten(String wanted) {
    assertThat(SHARED_BUFFERS.holds(wanted)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2049MB", "1GB", "2TB", "2", "262145", "-2GB", "2097152"})
  void anotherSizeDoesNotHold(String wanted) {
    assertThat(SHARED_BUFFERS.holds(wanted)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "300,     s,   5min,   true",
    "300,     s,   300s,   true",
    "300,     s,   300000ms, true",
    "300,     s,   300,    true",
    "300,     s,   300ms,  false",
    "300,     s,   6min,   false",
    "1440,    min, 1d,     true",
    "1440,    min, 24h,    true",
    "1440,    min, 1440s,  false",
    "200,     ms,  0.2s,   true",
    "200,     ms,  200us,  false",
    "0.5,     ms,  500us,  true",
    "16384,   MB,  16GB,   true",
    "65536,   kB,  64MB,   true",
    "1048576, MB,  1TB,    true",
    "1048576, B,   1MB,    true",
    "-1,      8kB, -1,     true",
    "-1,      8kB, 1,      false"
  })
  void amountsAreComparedAcrossUnits(String stored, String unit, String wanted, boolean holds) {
    assertThat(setting("any", stored, unit, "integer").holds(wanted)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({"0.9, 0.90, true", "0.9, .9, true", "0.9, 0.91, false", "100, 100, true"})
  void numbersWithoutUnitAreComparedByValue(String stored, String wanted, boolean holds) {
    assertThat(setting("any", stored, null, "real").holds(wanted)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "wal_compression, pglz, on,   true",
    "wal_compression, pglz, pglz, true",
    "wal_compression, lz4,  on,   false",
    "wal_compression, off,  on,   false",
    "other,           pglz, on,   false"
  })
  void onMeansPglzForTheCompressionOfWalAlone(
      String name, String stored, String wanted, boolean holds) {
    assertThat(setting(name, stored, null, "enum").holds(wanted)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({"off, off, true", "off, OFF, true", "off, on, false"})
  void wordsAreComparedWithoutRegardToCase(String stored, String wanted, boolean holds) {
    assertThat(setting("jit", stored, null, "bool").holds(wanted)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "shared_preload_libraries; a,b;     a, b;     true",
        "shared_preload_libraries; a, \"b\"; a, b;     true",
        "shared_preload_libraries; a;       a, b;     false",
        "search_path;              a,b;     a, b;     false"
      })
  void librariesToPreloadAreComparedNameByName(
      String name, String stored, String wanted, boolean holds) {
    assertThat(setting(name, stored, null, "string").holds(wanted)).isEqualTo(holds);
  }

  @Test
  void aSettingWithoutValueHoldsNothing() {
    assertThat(setting("redline.custom", null, null, "string").holds("")).isFalse();
  }

  @Test
  void aWordIsNoAmount() {
    assertThatThrownBy(() -> SHARED_BUFFERS.holds("plenty"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an amount is a number and a unit that suits 8kB");
  }

  @ParameterizedTest
  @CsvSource({
    "262144, 8kB, 2147483648",
    "65536, kB, 67108864",
    "8192, MB, 8589934592",
    "100, B, 100",
    "2, 16MB, 33554432"
  })
  void aSizeHasBytes(String stored, String unit, long bytes) {
    assertThat(setting("any", stored, unit, "integer").bytes()).isEqualTo(bytes);
  }

  @Test
  void aTimeHasNoBytes() {
    assertThatThrownBy(() -> setting("checkpoint_timeout", "300", "s", "integer").bytes())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("checkpoint_timeout is not a size: 300 s");
  }

  @Test
  void aCountHasNoBytes() {
    assertThatThrownBy(() -> setting("max_connections", "100", null, "integer").bytes())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("max_connections is not a size");
  }

  @ParameterizedTest
  @CsvSource({"postmaster, true", "sighup, false", "user, false", "superuser, false"})
  void onlyTheContextOfThePostmasterNeedsARestart(String context, boolean restart) {
    assertThat(inContext(context).needsRestart()).isEqualTo(restart);
  }

  static Setting setting(String name, @Nullable String stored, @Nullable String unit, String type) {
    return new Setting(
        name,
        stored,
        stored + " " + unit,
        unit,
        type,
        "user",
        "default",
        null,
        null,
        null,
        null,
        List.of(),
        false);
  }

  private static Setting inContext(String context) {
    return new Setting(
        "any", "1", "1", null, "integer", context, "default", null, null, null, null, List.of(),
        false);
  }
}
