package dev.redline.quoting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Words that are made to be taken for commands, in a real shell. */
class ShellTextTest {

  @TempDir private Path folder;

  static List<String> hostile() {
    return HostileNames.ALL;
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void aWordIsOneArgumentAndRunsNothing(String word) throws Exception {
    assertThat(shell(ShellText.line(List.of("printf", "<%s>", word)))).isEqualTo("<" + word + ">");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aPlainWordStaysAsItIs() {
    assertThat(ShellText.line(List.of("cp", "-p", "/a/b.conf", "with space", "it's", "")))
        .isEqualTo("cp -p /a/b.conf 'with space' 'it'\\''s' ''");
  }

  private String shell(String line) throws Exception {
    Process shell =
        new ProcessBuilder("sh", "-c", line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(output).isZero();
    return output;
  }
}
