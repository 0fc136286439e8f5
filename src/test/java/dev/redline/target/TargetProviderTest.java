package dev.redline.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.Plan;
import dev.redline.target.container.ContainerEngine;
import dev.redline.target.selection.TargetSelection;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A server can come from where only somebody else's class knows. */
class TargetProviderTest {

  @Test
  void aProviderOpensTheTargetOfItsName() {
    TargetRequest request = TargetRequest.from(Map.of("target", "given"));

    try (Target target = selection().open(request, Optional.empty(), files -> {})) {
      assertThat(target.throwaway()).isFalse();
      assertThat(target.description()).startsWith("the given server at ");
    }
  }

  @Test
  void aNameThatNobodyProvidesIsRefused() {
    assertThatThrownBy(() -> TargetRequest.from(Map.of("target", "provided")))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("dsn, container, local, patroni or the name of a TargetProvider");
  }

  private TargetSelection selection() {
    return new TargetSelection(
        Path.of("target"),
        Path.of("fixtures"),
        new ContainerEngine(Map.of(), Path.of("/nonexistent")),
        "nobody",
        Plan.load(Path.of("gates")).target(),
        15,
        said -> {});
  }
}
