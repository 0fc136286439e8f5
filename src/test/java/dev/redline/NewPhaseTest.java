package dev.redline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.AddedGates;
import dev.redline.trial.GateOutcomes;
import dev.redline.trial.StageTrial;
import dev.redline.trial.StageTrials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The phase that docs/architecture.md adds: its class of gates, its YAML and a line in
 * gates/plan.yaml; the phase itself is there already. Nothing else is told of its tag.
 */
@ExtendWith(StageTrials.class)
class NewPhaseTest {

  private static final Pattern EXAMPLE =
      Pattern.compile("```java\n(package dev.redline.gates;.*?)```", Pattern.DOTALL);

  private static final String SETTINGS =
      """
      stage: D
      scale: none
      settings:
        work_mem:
          value: 6MB
          because: sorts that fit into memory write no files
      """;

  @TempDir private Path folder;

  @Tag("long")
  @Test
  void itIsSelectedByItsTagRunsAndStays(StageTrial trial) throws Exception {
    Files.writeString(trial.gates().resolve("stages/d.yaml"), SETTINGS);
    trial.edit(
        "plan.yaml",
        "  - tag: rollback\n",
        "  - tag: stageD\n    needs: [discovery]\n    settings: stages/d.yaml\n  - tag: rollback\n");

    AddedGates gates = AddedGates.of("StageDGates", example(), folder);
    GateOutcomes outcomes = gates.run(trial, "stageD");

    assertThat(outcomes.failed()).isEmpty();
    assertThat(outcomes.passed())
        .contains("The server answers, is recent enough and has the extensions that the plan needs")
        .contains("Everything planned is in force, from where it was written")
        .contains("The change is committed");
    assertThat(trial.query("SHOW work_mem")).containsExactly("6MB");
    assertThat(gates.run(trial, "index").passed()).isEmpty();
  }

  private static String example() throws Exception {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("docs/architecture.md")));
    assertThat(example.find()).isTrue();
    return example.group(1);
  }
}
