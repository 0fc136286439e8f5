package dev.redline.gates;

import dev.redline.junit.PhaseGates;
import org.junit.jupiter.api.Tag;

/** Stage A of the plan: gates/stages/a.yaml. */
@PhaseGates(value = "stageA", order = 3)
@Tag("plan")
@Tag("stageA")
class StageAGates extends StageGates {}
