package dev.redline.defaults;

import dev.redline.plan.yaml.Origin;
import dev.redline.plan.yaml.PlanException;
import dev.redline.plan.yaml.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A user's gates/ over the defaults: what a file says counts, what it leaves out is as it was. */
final class Overlay {

  private static final YAMLMapper YAML = YAMLMapper.builder().build();
  private static final String YAML_NAME = ".yaml";

  private Overlay() {}

  /**
   * Puts each file of {@code user} over the one of the same name in {@code plan}. Maps are merged
   * key by key; anything else, lists too, takes the place of the default.
   *
   * @param user may not be there
   * @param plan a whole plan, which is changed; faults in it are named where the user has written
   *     them
   * @param whole which file of the user's says all that there is to say: it takes the place of the
   *     default as it is
   * @throws PlanException if a file is not read as one of a whole plan would be
   */
  static void put(Path user, Path plan, Predicate<Path> whole) {
    forgetOrigins(plan);
    if (!Files.isDirectory(user)) {
      return;
    }
    try (Stream<Path> files = Files.walk(user)) {
      for (Path file : files.filter(Overlay::counts).toList()) {
        Path onto = plan.resolve(user.relativize(file).toString());
        put(file, onto, user, whole.test(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not put %s over the defaults".formatted(user), e);
    }
  }

  /** Those of an earlier run: a file of the user's may be gone. */
  private static void forgetOrigins(Path plan) {
    try (Stream<Path> files = Files.walk(plan)) {
      for (Path note : files.filter(Origin::isNote).toList()) {
        Files.delete(note);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not renew %s".formatted(plan), e);
    }
  }

  /** What is named like a file of the plan and is none is refused, rather than passed over. */
  private static boolean counts(Path file) {
    return file.toString().endsWith(YAML_NAME) || Files.isRegularFile(file);
  }

  /**
   * Whether a file says something of everything that the default does; one that cannot be read
   * does, since whoever reads it next names its fault.
   */
  static boolean isWhole(Path file, Path ofDefault) {
    if (!file.toString().endsWith(YAML_NAME) || !Files.exists(ofDefault)) {
      return true;
    }
    try {
      JsonNode own = YAML.readTree(Files.readString(file));
      JsonNode usual = YAML.readTree(Files.readString(ofDefault));
      return !own.isObject() || usual.propertyStream().allMatch(field -> own.has(field.getKey()));
    } catch (IOException | JacksonException e) {
      return true;
    }
  }

  private static void put(Path file, Path onto, Path user, boolean whole) throws IOException {
    if (file.toString().endsWith(YAML_NAME)) {
      YamlFile.read(file);
    }
    if (whole || !Files.exists(onto) || !file.toString().endsWith(YAML_NAME)) {
      Files.createDirectories(onto.toAbsolutePath().resolveSibling(""));
      Files.copy(file, onto, StandardCopyOption.REPLACE_EXISTING);
      Origin.note(onto, file);
      return;
    }
    JsonNode merged = YAML.readTree(Files.readString(onto));
    JsonNode differs = YAML.readTree(Files.readString(file));
    if (!merged.isObject() || !differs.isObject()) {
      throw new IllegalArgumentException(
          "%s: a map of what differs is expected, as in the default".formatted(file));
    }
    merge((ObjectNode) merged, (ObjectNode) differs);
    String origin =
        "# %s over the default\n".formatted(user.resolveSibling("gates").relativize(file));
    Files.writeString(onto, origin + YAML.writeValueAsString(merged));
    Origin.note(onto, file);
  }

  private static void merge(ObjectNode onto, ObjectNode differs) {
    differs
        .propertyStream()
        .forEach(
            field -> {
              JsonNode before = onto.get(field.getKey());
              if (before instanceof ObjectNode both
                  && field.getValue() instanceof ObjectNode more) {
                merge(both, more);
              } else {
                onto.set(field.getKey(), field.getValue());
              }
            });
  }
}
