package dev.redline.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in a data directory are the server account's: whoever looks into them may be root. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DataDirectoryTest {

  private static final String OURS =
      "%d\n/data\n1700000000\n5432\n".formatted(ProcessHandle.current().pid());

  @TempDir private Path data;

  @BeforeEach
  void makeTheFolderOfTheControlFile() throws Exception {
    Files.createDirectory(data.resolve("global"));
  }

  @Test
  void aPipeInPlaceOfTheLockFileIsRefusedAndNotWaitedFor() throws Exception {
    pipe("postmaster.pid");
    assertThatThrownBy(() -> new DataDirectory(data).postmaster())
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("postmaster.pid: it is not a regular file");
  }

  @Test
  void aPipeInPlaceOfTheControlFileTellsNoServer() throws Exception {
    pipe("global/pg_control");
    assertThat(new DataDirectory(data).systemIdentifier()).isEmpty();
  }

  @Test
  void aLinkInPlaceOfTheControlFileIsNotFollowed() throws Exception {
    Path secret = Files.writeString(data.resolve("secret"), "of root's: 12345678");
    Files.createSymbolicLink(data.resolve("global/pg_control"), secret);
    assertThat(new DataDirectory(data).systemIdentifier()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\n/data\n1700000000\n5432\n",
        "1\n/data\n\n5432\n",
        "1\n/data\n1700000000\n99999999999\n",
        "99999999999999999999\n/data\n1700000000\n5432\n"
      })
  void aLockFileThatNoServerHasWrittenIsNamed(String content) throws Exception {
    Files.writeString(data.resolve("postmaster.pid"), content);
    assertThatThrownBy(() -> new DataDirectory(data).postmaster())
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("postmaster.pid: it is none of a server's");
  }

  @Test
  void aProcessThatWorksElsewhereIsNoServerOfThisDirectory() throws Exception {
    Files.writeString(data.resolve("postmaster.pid"), OURS);
    assertThat(new DataDirectory(data).postmaster()).isEmpty();
  }

  private void pipe(String name) throws Exception {
    Process made = new ProcessBuilder("mkfifo", data.resolve(name).toString()).start();
    assertThat(made.waitFor()).isZero();
  }
}
