package dev.redline.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** What a command has printed is kept for who ran the harness, and not shown. */
class KeptOutputTest {

  @Test
  void itIsInAFileForItsOwnerAlone() throws Exception {
    String said = KeptOutput.of(" plum\n");

    assertThat(said).startsWith("what it printed (4 characters, not shown) is in /");
    Path file = Path.of(said.replaceFirst(".* is in ", ""));
    assertThat(file).hasContent("plum");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    Files.delete(file);
  }

  @Test
  void nothingIsNotKept() {
    assertThat(KeptOutput.of("\n")).isEqualTo("it printed nothing");
  }
}
