package dev.redline.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.stage.PlannedSetting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetSettingsTest {

  private static PlannedSetting setting(String name, String value, PlannedSetting.Effect effect) {
    return new PlannedSetting(name, value, value, "as planned", effect, Optional.empty());
  }

  @Test
  void whatStaysIsNotInTheCommandAndEveryValueIsOneWord() {
    assertThat(
            FleetSettings.command(
                List.of(
                    setting("work_mem", "32MB", PlannedSetting.Effect.SETS),
                    setting("jit", "on", PlannedSetting.Effect.KEEPS),
                    setting("shared_preload_libraries", "a, b", PlannedSetting.Effect.SETS))))
        .isEqualTo("patronictl edit-config -p work_mem=32MB -p 'shared_preload_libraries=a, b'");
  }

  @Test
  void whatAllMembersShareHasNoCanary() {
    assertThat(
            FleetSettings.withoutCanary(
                List.of(
                    setting("work_mem", "32MB", PlannedSetting.Effect.SETS),
                    setting("max_connections", "200", PlannedSetting.Effect.SETS))))
        .hasValueSatisfying(
            text -> assertThat(text).startsWith("max_connections: the same on all members"));
    assertThat(
            FleetSettings.withoutCanary(
                List.of(setting("work_mem", "32MB", PlannedSetting.Effect.SETS))))
        .isEmpty();
  }

  @Test
  void aFileWithoutCertificatesIsNamed(@TempDir Path folder) throws Exception {
    Path empty = Files.writeString(folder.resolve("ca.crt"), "");
    assertThatThrownBy(() -> Trust.in(empty)).hasMessageContaining("it holds no certificate");
    assertThatThrownBy(() -> Trust.in(folder.resolve("none.crt")))
        .hasMessageContaining("none.crt, cannot be used");
  }
}
