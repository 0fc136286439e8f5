package dev.redline.junit.parameter;

import dev.redline.change.PhaseChange;
import dev.redline.junit.GateParameter;
import dev.redline.junit.PhaseScope;
import dev.redline.phase.resolver.ResolverPhase;
import java.nio.file.Path;
import java.util.Optional;

/** The tree that {@code -Dscan} names, on its way to the resolver. */
public final class AdoptionInTree implements GateParameter {

  @Override
  public Class<?> type() {
    return ResolverPhase.class;
  }

  @Override
  public Object make(PhaseScope of) {
    return new ResolverPhase(
        of.context(),
        of.get(PhaseChange.class),
        Optional.ofNullable(of.conditions().properties().get("scan")).map(Path::of));
  }
}
