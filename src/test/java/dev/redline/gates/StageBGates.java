package dev.redline.gates;

import dev.redline.junit.PhaseGates;
import org.junit.jupiter.api.Tag;

/** Stage B of the plan: gates/stages/b.yaml. */
@PhaseGates(value = "stageB", order = 6)
@Tag("plan")
@Tag("stageB")
class StageBGates extends StageGates {}
