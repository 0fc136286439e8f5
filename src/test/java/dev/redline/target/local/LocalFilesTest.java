package dev.redline.target.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.target.ServerAccount;
import dev.redline.trial.PreparedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the way of a file is seen before anything is written. */
class LocalFilesTest {

  private final LocalFiles files =
      new LocalFiles(ServerAccount.forUser(System.getProperty("user.name")));

  @TempDir private Path folder;
  private boolean mounted;

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      PreparedServer.run("umount", folder.toString());
    }
  }

  @Test
  void aFileThatCanBeWrittenHasNoObstacleAndIsNotTouched() {
    Path file = folder.resolve("postgresql.conf");
    assertThat(files.obstacleTo(file.toString())).isEmpty();
    assertThat(file).doesNotExist();
    assertThat(files.obstacleTo(folder.resolve("no/such.conf").toString()))
        .contains("there is no folder for it");
  }

  @Test
  void aFullDiskAndAFileSystemThatIsReadOnlyAreSeen() throws Exception {
    mount("size=64k");
    Path file = Files.writeString(folder.resolve("postgresql.conf"), "jit = on\n");
    assertThat(files.obstacleTo(file.toString()).orElseThrow())
        .startsWith("its disk has ")
        .endsWith(" kB left, fewer than 1024");
    PreparedServer.run("mount", "-o", "remount,ro", folder.toString());
    assertThat(files.obstacleTo(file.toString()).orElseThrow()).contains("read only");
  }

  private void mount(String options) throws Exception {
    PreparedServer.run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
    mounted = true;
  }
}
