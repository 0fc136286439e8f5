package dev.redline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.stage.PlannedSetting;
import dev.redline.plan.stage.SupportedValues;
import dev.redline.plan.value.MemorySize;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stage on a server whose memory somebody has raised. */
class NeverLowersTest {

  private static final MemorySize HOST = MemorySize.parse("24064MB");
  private static final SupportedValues TUNED = new TunedServer("6GB");

  @TempDir private Path directory;

  @Test
  void aValueThatSomebodyHasRaisedStaysAndTheReasonIsShown() {
    assertThat(sharedBuffers(Plan.load(Path.of("gates")), "stageA"))
        .returns("6GB", PlannedSetting::value)
        .returns(PlannedSetting.Effect.KEEPS, PlannedSetting::effect)
        .returns(
            "kept: more than the planned 1472MB (8GB x 23.5/128 = 1.47GB, rounded to 1472MB)",
            PlannedSetting::scaling);
  }

  @Test
  void thePlanMayAllowThatItIsLowered() {
    Plan plan =
        GatesCopy.in(directory)
            .replace("stages/a.yaml", "value: 8GB", "value: 8GB\n    lowers: allowed")
            .load();
    assertThat(sharedBuffers(plan, "stageA"))
        .returns("1472MB", PlannedSetting::value)
        .returns(PlannedSetting.Effect.LOWERS, PlannedSetting::effect);
  }

  @Test
  void whatStandsForAHigherStageIsNotAllowedByALowerOne() {
    Plan plan =
        GatesCopy.in(directory)
            .replace("stages/a.yaml", "value: 8GB", "value: 8GB\n    lowers: allowed")
            .load();
    assertThat(sharedBuffers(plan, "stageB").effect()).isEqualTo(PlannedSetting.Effect.KEEPS);
  }

  @Test
  void theRollbackIsTriedWithMoreThanIsInForce() {
    assertThat(sharedBuffers(Plan.load(Path.of("gates")), "rollback"))
        .returns("6208MB", PlannedSetting::value)
        .returns(PlannedSetting.Effect.SETS, PlannedSetting::effect)
        .returns("6GB in force and 64MB more", PlannedSetting::scaling);
  }

  private static PlannedSetting sharedBuffers(Plan plan, String tag) {
    List<PlannedSetting> all =
        plan.phase(tag).stage().orElseThrow().forServer(Optional.of(HOST), TUNED);
    return all.stream()
        .filter(setting -> setting.name().equals("shared_buffers"))
        .findFirst()
        .orElseThrow();
  }

  /** Every size is {@code shown}. */
  private record TunedServer(String shown) implements SupportedValues {

    @Override
    public boolean lists(String setting, String value) {
      return true;
    }

    @Override
    public String current(String setting) {
      return shown;
    }

    @Override
    public String shown(String setting) {
      return shown;
    }

    @Override
    public Optional<String> raisedAbove(String setting, String value) {
      return setting.equals("shared_buffers")
              && MemorySize.parse(shown).compareTo(MemorySize.parse(value)) > 0
          ? Optional.of(shown)
          : Optional.empty();
    }
  }
}
