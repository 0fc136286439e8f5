package dev.redline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether somebody has raised a number above what a stage would set. */
class RaisedSettingTest {

  @ParameterizedTest
  @CsvSource({
    // in force, unit, source, default, planned, raised
    "786432, 8kB, configuration file, 16384, 1472MB, true",
    "65536,  kB,  command line,       4096,  5MB,    true",
    "65536,  kB,  configuration file, 4096,  64MB,   false",
    "65536,  kB,  configuration file, 4096,  128MB,  false",
    "524288, 8kB, default,            524288, 2GB,   false",
    "393216, 8kB, configuration file, 524288, 2GB,   true",
    "131072, 8kB, configuration file, 524288, 2GB,   false",
    "524288, 8kB, configuration file, 524288, 2GB,   false",
    "4,      '',  default,            4,     1.1,    false",
    "2,      '',  configuration file, 4,     1.1,    false",
    "-1,     ms,  configuration file, -1,    250ms,  false",
    "1000,   ms,  configuration file, -1,    250ms,  true",
    "-1,     kB,  configuration file, 0,     32GB,   true",
    "-1,     kB,  configuration file, 0,     -1,     false",
    "10,     kB,  configuration file, 0,     -1,     true"
  })
  void whatSomebodyHasSetAboveThePlanIsRaised(
      String stored, String unit, String source, String boot, String planned, boolean raised) {
    assertThat(setting(stored, unit, source, boot).raisedAbove(planned).isPresent())
        .isEqualTo(raised);
  }

  @ParameterizedTest
  @CsvSource({
    "lz4,  configuration file, on,   true",
    "zstd, configuration file, lz4,  true",
    "lz4,  default,            on,   false",
    "pglz, configuration file, on,   false",
    "off,  configuration file, on,   false",
    "pglz, configuration file, lz4,  false"
  })
  void aCompressionThatSomebodyHasChosenIsNotExchangedForALesserOne(
      String stored, String source, String planned, boolean raised) {
    Setting compression =
        new Setting(
            "wal_compression",
            stored,
            stored,
            null,
            "enum",
            "superuser",
            source,
            null,
            null,
            null,
            "off",
            List.of("pglz", "lz4", "zstd", "on", "off"),
            false);
    assertThat(compression.raisedAbove(planned).isPresent()).isEqualTo(raised);
  }

  private static Setting setting(String stored, String unit, String source, String boot) {
    return new Setting(
        "any",
        stored,
        stored,
        unit.isEmpty() ? null : unit,
        stored.contains(".") ? "real" : "integer",
        "sighup",
        source,
        null,
        null,
        null,
        boot,
        List.of(),
        false);
  }
}
