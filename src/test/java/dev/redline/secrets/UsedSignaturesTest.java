package dev.redline.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of signatures that count no more. */
class UsedSignaturesTest {

  @TempDir private Path folder;

  @Test
  void whatWasAddedIsFoundByLaterRuns() {
    list().add(List.of("aa", "bb"));
    list().add(List.of("cc"));
    assertThat(List.of("aa", "bb", "cc")).allMatch(list()::holds);
    assertThat(list().holds("a")).isFalse();
  }

  @Test
  void theListIsItsOwnersAlone() throws Exception {
    list().add(List.of("aa"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void whereTheEnvironmentHoldsTheKeyNothingIsWritten() {
    UsedSignatures none =
        UsedSignatures.of(Map.of(SigningKey.VARIABLE, "k".repeat(32)), folder.resolve("redline"));
    none.add(List.of("aa"));
    assertThat(none.holds("aa")).isFalse();
    assertThat(folder.resolve("redline")).doesNotExist();
  }

  @Test
  void aListThatCannotBeWrittenIsNamedWithTheWayOut() throws Exception {
    Path elsewhere = Files.createFile(folder.resolve("elsewhere"));
    Files.createDirectories(file().getParent());
    Files.createSymbolicLink(file(), elsewhere);
    assertThatThrownBy(() -> list().add(List.of("aa")))
        .hasMessageContainingAll(file().toString(), "used up", SigningKey.VARIABLE);
    assertThat(elsewhere).isEmptyFile();
  }

  @Test
  void aLineThatWasCutShortTakesNoOtherWithIt() throws Exception {
    list().add(List.of("aa"));
    Files.writeString(file(), "b", StandardOpenOption.APPEND);
    list().add(List.of("cc"));
    assertThat(List.of("aa", "cc")).allMatch(list()::holds);
  }

  private UsedSignatures list() {
    return UsedSignatures.of(Map.of(), folder.resolve("redline"));
  }

  private Path file() {
    return folder.resolve("redline/used");
  }
}
