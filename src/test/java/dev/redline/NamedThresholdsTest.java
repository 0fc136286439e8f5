package dev.redline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.junit.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a gate names as its threshold stands in gates/. */
class NamedThresholdsTest {

  private static final Path GATES = Path.of("gates");
  private static final List<String> STAGES =
      List.of("stages/a.yaml", "stages/b.yaml", "stages/c.yaml", "stages/observability.yaml");

  static Stream<String> thresholds() {
    return Imported.ALL.stream()
        .filter(type -> type.getPackageName().equals("dev.redline.gates"))
        .flatMap(type -> type.getMethods().stream())
        .flatMap(method -> method.tryGetAnnotationOfType(Promise.class).stream())
        .flatMap(promise -> Stream.of(promise.threshold()))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("thresholds")
  void itStandsInGates(String threshold) throws IOException {
    String file = threshold.substring(0, threshold.indexOf(':'));
    String key = threshold.substring(threshold.indexOf(':') + 1);
    List<String> files =
        switch (file) {
          case "{settings}" -> STAGES;
          case "workload.yaml" -> List.of("../fixtures/demo/workload.yaml"); // theirs is like it
          default -> List.of(file);
        };
    assertThat(files).anyMatch(each -> holds(GATES.resolve(each), key));
  }

  /** A key of what a plan may do without stands in a comment. */
  private static boolean holds(Path file, String key) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.anyMatch(line -> line.matches("(# *)?\\s*%s:.*".formatted(key)));
    } catch (IOException e) {
      throw new AssertionError(file.toString(), e);
    }
  }
}
