package dev.redline.gates;

import dev.redline.junit.PhaseGates;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** Stage B of the plan: gates/stages/b.yaml. */
@PhaseGates("stageB")
@Order(3)
@Tag("stageB")
class StageBGates extends StageGates {}
