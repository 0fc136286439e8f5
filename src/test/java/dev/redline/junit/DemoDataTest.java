package dev.redline.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.Plan;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoDataTest {

  private final Plan plan = Plan.load(Path.of("gates"));

  @Test
  void largeDataHasAServerAStateAndASizeOfItsOwn() {
    DemoData large = DemoData.of(Map.of("data", "large"));

    assertThat(large.in(plan).target().demo().probeVectors()).isEqualTo(200_000);
    assertThat(large.home(Path.of(".redline"))).isEqualTo(Path.of(".redline/large"));
    assertThat(large.stateFile(".ai_state.json")).isEqualTo(".ai_state.large.json");
  }

  @Test
  void withoutTheOptionNothingChanges() {
    DemoData usual = DemoData.of(Map.of());

    assertThat(usual.in(plan)).isEqualTo(plan);
    assertThat(usual.home(Path.of(".redline"))).isEqualTo(Path.of(".redline"));
    assertThat(usual.stateFile(".ai_state.json")).isEqualTo(".ai_state.json");
  }

  @Test
  void anotherWordIsRefused() {
    assertThatThrownBy(() -> DemoData.of(Map.of("data", "small")))
        .hasMessageContaining("-Ddata takes large alone");
  }
}
