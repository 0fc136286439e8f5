package dev.redline.gates;

import dev.redline.junit.PhaseGates;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** Sees what the server does: gates/stages/observability.yaml. */
@PhaseGates("observability")
@Order(2)
@Tag("observability")
@Tag("plan")
class ObservabilityGates extends SettingsGates {}
