package dev.redline.phase.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.change.TakesEffect;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.verdict.Picture;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StagePicturesTest {

  @Test
  void sizesTimesAndNumbersAreDrawnAsRatiosAndNothingElseIs() {
    DryRun dryRun =
        dryRun(
            step("work_mem", "4MB", "6144kB"),
            step("checkpoint_timeout", "5min", "15min"),
            step("random_page_cost", "4", "1.1"),
            step("jit", "on", "off"),
            step("log_min_duration_statement", "-1", "250ms"),
            step("pg_stat_statements.max", null, "10000"));

    assertThat(StagePictures.ratios(dryRun))
        .singleElement()
        .satisfies(
            evidence ->
                assertThat(((Picture) evidence.content()).table().rows())
                    .containsExactly(
                        List.of("work_mem", "1.5"),
                        List.of("checkpoint_timeout", "3"),
                        List.of("random_page_cost", "0.275")));
  }

  @Test
  void withoutAnAmountThereIsNoPicture() {
    assertThat(StagePictures.ratios(dryRun(step("jit", "on", "off")))).isEmpty();
  }

  private static DryRun dryRun(DryRun.Step... steps) {
    return new DryRun("A", List.of(steps), new MemoryBudget(1, 1, 1, Optional.empty()));
  }

  private static DryRun.Step step(String name, @Nullable String from, String to) {
    return new DryRun.Step(
        name,
        from,
        to,
        true,
        TakesEffect.ON_RELOAD,
        "taken as planned",
        PlannedSetting.Effect.values()[0]);
  }
}
