package dev.redline.junit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.platform.commons.support.AnnotationSupport;

/** Names a gate by its sentence, and a class of gates by its phase. */
final class GateSentences extends DisplayNameGenerator.Simple {

  @Override
  public String generateDisplayNameForClass(Class<?> testClass) {
    return AnnotationSupport.findAnnotation(testClass, PhaseGates.class)
        .map(PhaseGates::value)
        .orElseGet(() -> super.generateDisplayNameForClass(testClass));
  }

  @Override
  public String generateDisplayNameForMethod(
      List<Class<?>> enclosingInstanceTypes, Class<?> testClass, Method testMethod) {
    Optional<Gate> gate = AnnotationSupport.findAnnotation(testMethod, Gate.class);
    return gate.map(Gate::value)
        .orElseGet(
            () ->
                super.generateDisplayNameForMethod(enclosingInstanceTypes, testClass, testMethod));
  }
}
