package dev.redline.phase.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptionTrialTest {

  private static final Path SAMPLE = Path.of("fixtures/resolver");

  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();

  @Test
  void theSampleIsMovedAndMovedBackAndTheLineIsPrinted() throws Exception {
    assertThat(new AdoptionTrial(SAMPLE, said::add).thereAndBack().obstacles()).isEmpty();
    assertThat(said).hasSize(1).allMatch(line -> line.contains("cp -pR /"));
  }

  @Test
  void aReadThatCannotBeMovedIsAFailure() throws Exception {
    copySample();
    Files.writeString(folder.resolve("app/main.go"), "url := os.Getenv(\"DATABASE_URL\")\n");

    assertThat(new AdoptionTrial(folder, said::add).thereAndBack().obstacles().toString())
        .contains("reads that bypass the resolver", "main.go:1 os.Getenv(");
  }

  private void copySample() throws IOException {
    try (Stream<Path> files = Files.walk(SAMPLE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(SAMPLE.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }
}
