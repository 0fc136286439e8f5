package dev.redline.gates;

import dev.redline.junit.PhaseGates;
import dev.redline.phase.resolver.ResolverPhase;
import org.junit.jupiter.api.Tag;

/** A source tree moves to the resolver: {@code -Dscan=} names it. Never part of the plan. */
@PhaseGates(value = "resolver", order = 14)
@Tag("resolver")
class ResolverGates extends ChangeGates<ResolverPhase> {}
