package dev.redline.junit;

import dev.redline.change.ChangingPhase;
import dev.redline.change.PhaseChange;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * The gates of one phase, selected or not.
 *
 * @param changeServer whether any of them takes part in a change of the server
 */
record GatesOfPhase(int count, boolean changeServer) {

  static GatesOfPhase in(Class<?> phase) {
    List<Method> gates =
        AnnotationSupport.findAnnotatedMethods(phase, Gate.class, HierarchyTraversalMode.TOP_DOWN);
    return new GatesOfPhase(
        gates.size(),
        gates.stream()
            .flatMap(gate -> GateTypes.of(gate, phase).stream())
            .anyMatch(
                type -> type == PhaseChange.class || ChangingPhase.class.isAssignableFrom(type)));
  }
}
