package dev.redline.trial;

import dev.redline.junit.Gate;
import dev.redline.junit.Promise;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gates of a run that hold a figure against a limit, and name no key of gates/ that it is from: as
 * their threshold, or in what is required.
 */
final class NamedThresholds {

  /** As in {@code at most 200.000 ms}, {@code at least 0.4} or {@code 0.8.0 or later}. */
  private static final Pattern LIMIT =
      Pattern.compile("\\b(at (most|least)|above|below|within|beyond) -?\\d|\\d or later");

  private NamedThresholds() {}

  /**
   * @param page gate-record.json; none is missing where there is no page
   */
  static List<String> missing(Path page, List<Class<?>> gates) {
    if (!Files.exists(page)) {
      return List.of();
    }
    Map<String, Method> bySentence =
        gates.stream()
            .flatMap(NamedThresholds::methods)
            .filter(method -> method.isAnnotationPresent(Gate.class))
            .collect(
                Collectors.toMap(
                    method -> method.getAnnotation(Gate.class).value(),
                    Function.identity(),
                    (one, same) -> one));
    JsonNode measured = JsonMapper.shared().readTree(page.toFile()).path("measured");
    Set<String> named =
        all(measured)
            .filter(one -> !isUnnamed(bySentence.get(one.path("gate").asString())))
            .map(NamedThresholds::promise)
            .collect(Collectors.toSet());
    return all(measured)
        .filter(one -> isLimit(one.path("verdict")))
        .filter(one -> !one.path("verdict").path("required").asString().contains("gates/"))
        .filter(one -> isUnnamed(bySentence.get(one.path("gate").asString())))
        .filter(one -> !named.contains(promise(one)))
        .map(one -> one.path("gate").asString() + ": " + one.path("verdict").path("required"))
        .distinct()
        .toList();
  }

  private static Stream<JsonNode> all(JsonNode measured) {
    return StreamSupport.stream(measured.spliterator(), false);
  }

  /** A gate that sums up, or a way back, repeats what another gate has said. */
  private static String promise(JsonNode measured) {
    JsonNode verdict = measured.path("verdict");
    return verdict.path("subject").asString() + ": " + verdict.path("required").asString();
  }

  private static Stream<Method> methods(Class<?> type) {
    return Stream.<Class<?>>iterate(type, each -> each != Object.class, Class::getSuperclass)
        .flatMap(each -> Arrays.stream(each.getDeclaredMethods()));
  }

  private static boolean isLimit(JsonNode verdict) {
    return verdict.path("margin").isNumber()
        || LIMIT.matcher(verdict.path("required").asString()).find();
  }

  private static boolean isUnnamed(Method gate) {
    Promise promise = gate == null ? null : gate.getAnnotation(Promise.class);
    return gate != null && (promise == null || promise.threshold().length == 0);
  }
}
