package dev.redline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.plan.value.MemorySize;
import dev.redline.postgres.Platform.OperatingSystem;
import dev.redline.trial.PreparedServer;
import dev.redline.trial.QuickPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {

  private static final String HOMEBREW =
      "PostgreSQL 14.12 (Homebrew) on aarch64-apple-darwin23.4.0, compiled by Apple clang version"
          + " 15.0.0 (clang-1500.3.9.4), 64-bit";

  private static final String PLANNED =
      """
        effective_io_concurrency:
          value: 200
          because: of an SSD
        huge_pages:
          value: try
          because: of large memory
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LINUX | Debian | PostgreSQL 15.18 (Debian 15.18-0+deb12u1) on x86_64-pc-linux-gnu, compiled by gcc (Debian 12.2.0-14+deb12u1) 12.2.0, 64-bit
          LINUX | Debian | PostgreSQL 17.6 (Debian 17.6-1.pgdg13+1) on aarch64-unknown-linux-gnu, compiled by gcc (Debian 14.2.0-19) 14.2.0, 64-bit
          LINUX | Ubuntu | PostgreSQL 16.9 (Ubuntu 16.9-0ubuntu0.24.04.1) on x86_64-pc-linux-gnu, compiled by gcc (Ubuntu 13.3.0-6ubuntu2~24.04) 13.3.0, 64-bit
          LINUX | Alpine | PostgreSQL 16.4 on x86_64-pc-linux-musl, compiled by gcc (Alpine 13.2.1_git20240309) 13.2.1 20240309, 64-bit
          LINUX | Red Hat | PostgreSQL 15.4 on x86_64-pc-linux-gnu, compiled by gcc (GCC) 7.3.1 20180712 (Red Hat 7.3.1-12), 64-bit
          LINUX | '' | PostgreSQL 16.3 on aarch64-unknown-linux-gnu, compiled by aarch64-unknown-linux-gnu-gcc (GCC) 9.5.0, 64-bit
          MACOS | Homebrew | PostgreSQL 14.12 (Homebrew) on aarch64-apple-darwin23.4.0, compiled by Apple clang version 15.0.0 (clang-1500.3.9.4), 64-bit
          MACOS | Homebrew | PostgreSQL 18.2 (Homebrew) on x86_64-apple-darwin22.6.0, compiled by Apple clang version 14.0.3 (clang-1403.0.22.14.1), 64-bit
          LINUX | Homebrew | PostgreSQL 15.1 (Homebrew) on x86_64-pc-linux-gnu, compiled by gcc-11 (Ubuntu 11.3.0-1ubuntu1~22.04) 11.3.0, 64-bit
          MACOS | Postgres.app | PostgreSQL 16.3 (Postgres.app) on aarch64-apple-darwin21.6.0, compiled by Apple clang version 14.0.0 (clang-1400.0.29.102), 64-bit
          MACOS | '' | PostgreSQL 13.1 on x86_64-apple-darwin, compiled by Apple clang version 11.0.3 (clang-1103.0.32.59), 64-bit
          WINDOWS | '' | PostgreSQL 16.3, compiled by Visual C++ build 1938, 64-bit
          WINDOWS | '' | PostgreSQL 17.0 on x86_64-windows, compiled by msvc-19.41.34120, 64-bit
          OTHER | '' | EnterpriseDB something of another form
          """)
  void isReadFromTheServersOwnWord(OperatingSystem system, String packager, String version) {
    assertThat(Platform.parse(version)).isEqualTo(new Platform(system, packager));
  }

  @Test
  void onMacOsOneSettingIsFixedAndHugePagesAreLeftAlone() {
    assertThat(on(HOMEBREW).fixedByPlatform())
        .containsOnly(Map.entry("effective_io_concurrency", "0"));
    assertThat(on(HOMEBREW).untouchedOnPlatform()).contains("huge_pages");
    assertThat(on("PostgreSQL 17.0 on x86_64-windows, compiled by msvc").fixedByPlatform())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", PLANNED})
  void theFixedOneIsSetAndHugePagesAreNotWhetherTheStagePlansThemOrNot(String planned)
      throws Exception {
    Path gates = QuickPlan.copyOf(Path.of("gates"));
    try {
      Files.writeString(gates.resolve("stages/a.yaml"), planned, StandardOpenOption.APPEND);
      List<PlannedSetting> settings =
          Plan.load(gates)
              .phase("stageA")
              .stage()
              .orElseThrow()
              .forServer(Optional.of(MemorySize.parse("16GB")), on(HOMEBREW));
      assertThat(settings)
          .filteredOn(each -> each.name().equals("effective_io_concurrency"))
          .extracting(PlannedSetting::value)
          .containsExactly("0");
      assertThat(settings).extracting(PlannedSetting::name).doesNotContain("huge_pages");
    } finally {
      PreparedServer.run("rm", "-r", gates.toString());
    }
  }

  private static SettingsSnapshot on(String build) {
    return new SettingsSnapshot(
        Instant.EPOCH,
        new ServerIdentity(null, "15", 150000, "rag", "app", null, build),
        Map.of(
            "effective_io_concurrency",
            SettingTest.setting("effective_io_concurrency", "1", null, "integer")));
  }
}
