package dev.redline.plan.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlatformSettingsTest {

  @Test
  void aFixedSettingIsSetThoughTheStageDoesNotPlanIt() {
    assertThat(new PlatformSettings(new MacOs("16")).applyTo(List.of(planned("jit", "off"))))
        .extracting(PlannedSetting::name, PlannedSetting::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("jit", "off"),
            org.assertj.core.groups.Tuple.tuple("effective_io_concurrency", "0"));
  }

  @Test
  void aFixedSettingThatIsRightIsLeftAloneWhateverTheStagePlans() {
    assertThat(
            new PlatformSettings(new MacOs("0"))
                .applyTo(List.of(planned("effective_io_concurrency", "200"))))
        .isEmpty();
  }

  @Test
  void aSettingThatIsNotTouchedThereIsNotPlanned() {
    assertThat(new PlatformSettings(new MacOs("0")).applyTo(List.of(planned("huge_pages", "on"))))
        .isEmpty();
  }

  private static PlannedSetting planned(String name, String value) {
    return new PlannedSetting(
        name, value, value, "taken as planned", PlannedSetting.Effect.SETS, Optional.empty());
  }

  private record MacOs(String concurrency) implements SupportedValues {

    @Override
    public boolean lists(String setting, String value) {
      return false;
    }

    @Override
    public String current(String setting) {
      return setting.equals("effective_io_concurrency") ? concurrency : "";
    }

    @Override
    public String shown(String setting) {
      return current(setting);
    }

    @Override
    public Optional<String> raisedAbove(String setting, String value) {
      return Optional.empty();
    }

    @Override
    public Map<String, String> fixedByPlatform() {
      return Map.of("effective_io_concurrency", "0");
    }

    @Override
    public Set<String> untouchedOnPlatform() {
      return Set.of("huge_pages");
    }
  }
}
