package dev.redline.junit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.platform.commons.support.AnnotationSupport;

/** Names a gate by its sentence. */
final class GateSentences extends DisplayNameGenerator.Simple {

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
