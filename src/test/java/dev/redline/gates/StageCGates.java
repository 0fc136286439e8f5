package dev.redline.gates;

import dev.redline.junit.PhaseGates;
import org.junit.jupiter.api.Tag;

/** Stage C of the plan: gates/stages/c.yaml. */
@PhaseGates(value = "stageC", order = 7)
@Tag("plan")
@Tag("stageC")
class StageCGates extends StageGates {}
