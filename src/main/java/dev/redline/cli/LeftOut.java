package dev.redline.cli;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Libraries that the program as one file comes without. */
final class LeftOut {

  /** By the folder of their classes. */
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "software/amazon/awssdk/", "software.amazon.awssdk:bedrockruntime",
          "org/testcontainers/", "org.testcontainers:testcontainers-postgresql");

  private LeftOut() {}

  /** The reason why a gate did not pass, for a person; a library that is missing by its name. */
  static String explained(Throwable thrown) {
    return missing(thrown)
        .map(
            library ->
                "%s is not in this file. Put it and what it needs on the class path: java -cp"
                        .formatted(library)
                    + " 'redline.jar:<folder of those jars>/*' dev.redline.cli.Main ...")
        .orElseGet(() -> Objects.requireNonNullElseGet(thrown.getMessage(), thrown::toString));
  }

  private static Optional<String> missing(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      String name = String.valueOf(each.getMessage()).replace('.', '/');
      if (each instanceof NoClassDefFoundError || each instanceof ClassNotFoundException) {
        return LIBRARIES.entrySet().stream()
            .filter(library -> name.contains(library.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
      }
    }
    return Optional.empty();
  }
}
