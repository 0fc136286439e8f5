package dev.redline.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherSessionListener;

/** Redline on the class path of a build that has no gates: nothing is printed or written. */
class SilentInOtherBuildsTest {

  @TempDir private Path folder;

  @Test
  void aBuildWithTestsOfItsOwnAloneDoesNotHearOfIt() throws Exception {
    Path output = Files.createTempFile("redline-silent-", ".txt");
    Process build =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BuildWithoutGates.class.getName())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();

    assertThat(build.waitFor()).isZero();
    assertThat(output).isEmptyFile();
    assertThat(folder).isEmptyDirectory();
    Files.delete(output);
  }

  @Test
  void noListenerOfOursOpensWithASession() {
    assertThat(ServiceLoader.load(LauncherSessionListener.class))
        .map(listener -> listener.getClass().getSimpleName())
        .doesNotContain("GateRunListener");
  }

  @Test
  void noLoggerIsConfigured() throws IOException {
    assertThat(Path.of("src/main/resources")).isDirectoryNotContaining("glob:**.properties");
  }
}
