package dev.redline.junit;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.List;
import java.util.stream.Stream;

/** The types that gates take: those of shared gates depend on the phase whose gates they are. */
final class GateTypes {

  private GateTypes() {}

  /** In the order of the parameters. */
  static List<Class<?>> of(Method gate, Class<?> gates) {
    return Stream.of(gate.getParameters()).<Class<?>>map(each -> of(each, gates)).toList();
  }

  static Class<?> of(Parameter parameter, Class<?> gates) {
    return parameter.getParameterizedType() instanceof TypeVariable<?> variable
        ? bound(variable, gates)
        : parameter.getType();
  }

  /** What a subclass puts in place of a type variable of the class that declares the gate. */
  private static Class<?> bound(TypeVariable<?> variable, Class<?> gates) {
    Class<?> declaring = (Class<?>) variable.getGenericDeclaration();
    Class<?> below = gates;
    while (below.getSuperclass() != declaring) {
      below = below.getSuperclass();
    }
    int place = List.of(declaring.getTypeParameters()).indexOf(variable);
    Type bound = ((ParameterizedType) below.getGenericSuperclass()).getActualTypeArguments()[place];
    return bound instanceof TypeVariable<?> outer ? bound(outer, gates) : (Class<?>) bound;
  }
}
