package dev.redline.plan.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The plan as it is shipped, part of the jar: a copy that nobody edits to change what holds here,
 * so that an edit of gates/ cannot be held against itself.
 */
final class ShippedGates {

  private final Path directory;
  private final Map<Path, Node> roots = new HashMap<>();

  /** Whatever is wrong with a part is reported as if it stood in the folder. */
  ShippedGates(Path directory) {
    this.directory = directory;
  }

  /**
   * A file's content.
   *
   * @param file relative to gates/
   * @return empty if nothing is shipped by that name
   */
  Optional<Node> root(Path file) {
    Node known = roots.get(file);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Node> root =
        text(file).map(text -> YamlFile.parse(Location.of(directory.resolve(file)), text));
    root.ifPresent(node -> roots.put(file, node));
    return root;
  }

  private static Optional<String> text(Path file) {
    String name = "shipped/" + file.toString().replace('\\', '/');
    try (InputStream in = ShippedGates.class.getResourceAsStream(name)) {
      return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(name + " could not be read from the jar", e);
    }
  }
}
