package dev.redline.plan;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong between values that are fine by themselves. */
class BadPlanTest {

  @TempDir private Path directory;
  private GatesCopy gates;

  @BeforeEach
  void copyTheShippedGates() {
    gates = GatesCopy.in(directory);
  }

  @Test
  void twoPhasesCannotShareATag() {
    gates
        .replace("plan.yaml", "tag: stageB", "tag: stageA")
        .error()
        .startsWith("plan.yaml:21:10 phases[5].tag: the tag stageA is taken");
  }

  @Test
  void aPhaseNeedsEarlierPhasesOnly() {
    gates
        .replace("plan.yaml", "needs: [discovery, stageA]", "needs: [stageC]")
        .error()
        .startsWith("plan.yaml:22:13 phases[5].needs[0]: found \"stageC\"")
        .endsWith("Earlier phases: discovery, observability, stageA, isolation, queryPolicy.");
  }

  @Test
  void aPhaseDoesNotNeedItself() {
    gates
        .replace("plan.yaml", "needs: []", "needs: [discovery]")
        .error()
        .contains("which is no earlier phase");
  }

  @Test
  void aPhaseNamesAFileThatExists() {
    gates
        .replace("plan.yaml", "stages/b.yaml", "stages/bb.yaml")
        .error()
        .startsWith("plan.yaml:23:15 phases[5].settings: there is no file stages/bb.yaml");
  }

  @Test
  void aStageExtendsAFileThatExists() {
    gates
        .replace("stages/b.yaml", "extends: a.yaml", "extends: z.yaml")
        .error()
        .startsWith("stages/b.yaml:3:10 extends: there is no file stages/z.yaml");
  }

  @Test
  void stagesDoNotExtendOneAnotherInACircle() {
    gates
        .replace("stages/a.yaml", "stage: A", "stage: A\nextends: c.yaml")
        .error()
        .contains("extends: found \"a.yaml\", which extends this stage itself");
  }

  @Test
  void stagesThatBuildOnOneAnotherScaleAlike() {
    gates
        .replace("stages/a.yaml", "scale: memory\n\n", "scale: none\n\n")
        .error()
        .startsWith("stages/b.yaml:3:10 extends: this stage and a.yaml differ in scale");
  }

  @Test
  void aFloorAboveTheValueIsRefused() {
    gates
        .replace("stages/a.yaml", "at_least: 4MB", "at_least: 33MB")
        .error()
        .contains("settings.work_mem.at_least: found \"33MB\" where a size of at most the value");
  }

  @Test
  void aFloorWithoutScalingIsRefused() {
    gates
        .replace("stages/a.yaml", "value: 0.9", "value: 0.9\n    at_least: 4MB")
        .error()
        .contains("a floor is for values that scale");
  }

  @Test
  void aValueThatScalesWithMemoryIsAMemorySize() {
    gates
        .replace("stages/a.yaml", "value: 0.9", "value: 0.9\n    scales_with: memory")
        .error()
        .contains("settings.checkpoint_completion_target.value: found 0.9: a memory size is");
  }

  @Test
  void twoTargetsForOneKAreRefused() {
    gates
        .replace("latency.yaml", "k: 16", "k: 8")
        .error()
        .contains("vector_search[1]: k 8 has two targets");
  }

  @Test
  void aNameThatNoSettingCanHaveIsRefused() {
    gates
        .replace("health.yaml", "- jit", "- JIT!")
        .error()
        .contains("settings[4]: found \"JIT!\", which cannot be the name of a setting");
  }
}
