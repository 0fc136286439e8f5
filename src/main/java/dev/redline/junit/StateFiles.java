package dev.redline.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.redline.target.TargetRequest;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Where the state of a server is, and what is kept beside it. */
final class StateFiles {

  private StateFiles() {}

  /** The state of the server that was worked on last; a path without a file if there is none. */
  static Path newest(RunConditions conditions) {
    return Stream.of(TargetRequest.Kind.values())
        .map(kind -> of(conditions, kind))
        .distinct()
        .max(Comparator.comparing(file -> file.toFile().lastModified()))
        .orElseThrow();
  }

  /** The one of a server of this kind. */
  static Path of(RunConditions conditions, TargetRequest.Kind kind) {
    String name =
        kind == TargetRequest.Kind.CONTAINER ? ".ai_state.container.json" : ".ai_state.json";
    return conditions
        .project()
        .resolve(conditions.properties().getOrDefault("state", conditions.demo().stateFile(name)));
  }

  /**
   * What is kept belongs to a state: two servers that are worked on in turn have one each. It is
   * found again where the workspace was moved with both.
   */
  static Path keep(Path home, Path stateFile) {
    Path file = stateFile.toAbsolutePath();
    Path from = home.toAbsolutePath();
    boolean movesAlong = file.startsWith(Objects.requireNonNull(from.getParent()));
    String text = (movesAlong ? from.relativize(file) : file).toString();
    UUID name = UUID.nameUUIDFromBytes(text.getBytes(UTF_8));
    return home.resolve("keep").resolve(name.toString());
  }
}
