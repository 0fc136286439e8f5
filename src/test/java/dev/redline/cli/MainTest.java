package dev.redline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.SmallJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program, in a process of its own and an empty folder. */
class MainTest {

  @TempDir private Path folder;

  private record Ended(int code, String output) {}

  @Test
  void helpNamesEveryTagAndTheCodesThatItEndsWith() throws Exception {
    Ended ended = run("--help");

    assertThat(ended.code()).isZero();
    assertThat(ended.output())
        .contains("stageA, stageB, stageC, watch", "1 failed, 2 inconclusive, 3 paused");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aTagThatNoGateCarriesEndsItWithNothingDone() throws Exception {
    Ended ended = run("stageA", "stageZ");

    assertThat(ended.code()).isEqualTo(64);
    assertThat(ended.output()).contains("No gate carries stageZ.");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void tagsAreTakenAsTheRecordNamesThem() throws Exception {
    Ended ended = run("-Dgroups=stageZ | stageA", "-Dapprove=restart:3f2a91c0");

    assertThat(ended.code()).isEqualTo(64);
    assertThat(ended.output()).contains("No gate carries stageZ.");
  }

  @Test
  void nothingToDoIsAWrongCommandLine() throws Exception {
    assertThat(run().code()).isEqualTo(64);
  }

  @Test
  void aLibraryThatIsLeftOutIsNamed() {
    Throwable thrown =
        new IllegalStateException(
            "gate", new NoClassDefFoundError("org/testcontainers/utility/DockerImageName"));

    assertThat(LeftOut.explained(thrown))
        .startsWith("org.testcontainers:testcontainers-postgresql is not in this file.");
    assertThat(LeftOut.explained(new NoClassDefFoundError("some/Other"))).isEqualTo("some/Other");
  }

  private Ended run(String... arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile("redline-cli-", ".txt");
    Process process =
        new ProcessBuilder(SmallJvm.program(arguments))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int code = process.waitFor();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(output);
    return new Ended(code, text);
  }
}
