package dev.redline.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The copy of the plan in the jar, which faulty plans are held against. */
class ShippedGatesTest {

  private static final Path COPY = Path.of("src/main/resources/dev/redline/plan/yaml/shipped");

  @Test
  void theCopyIsThePlanOfThisProject() throws IOException {
    assertThat(files(COPY))
        .as("to bring the copy up to date: cp -rT gates " + COPY)
        .isEqualTo(files(Path.of("gates")));
  }

  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(path).toString(), Files.readString(path));
      }
    }
    return files;
  }
}
