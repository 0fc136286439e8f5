package dev.redline.target.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redline.postgres.ServerFileException;
import dev.redline.target.ServerAccount;
import dev.redline.trial.PreparedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the way of a file is seen before anything is written. */
class LocalFilesTest {

  private final LocalFiles files = new LocalFiles(ServerAccount.forUser(user()));

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

  @Test
  void whatTheServersAccountCannotReadAnyMoreIsRefused() throws Exception {
    assumeTrue(user().equals("root"), "needs root");
    Path file = readable("postgresql.conf", "rw-r--r--");
    assertThatThrownBy(() -> files.write(file.toString(), () -> mode(file, "rw-------")))
        .isInstanceOf(ServerFileException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("the server's account could read it before, and cannot any more");
  }

  @Test
  void whatTheServersAccountHasNeverReadIsNoneOfItsBusiness() throws Exception {
    assumeTrue(user().equals("root"), "needs root");
    Path file = readable("server.key", "rw-------");
    files.write(file.toString(), "next".getBytes(StandardCharsets.UTF_8));
    assertThat(file).hasContent("next");
  }

  /** In a folder that every account may enter. */
  private Path readable(String name, String mode) throws IOException {
    mode(folder, "rwxr-xr-x");
    Path file = Files.writeString(folder.resolve(name), "jit = on\n");
    mode(file, mode);
    return file;
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static String user() {
    return System.getProperty("user.name");
  }

  private void mount(String options) throws Exception {
    PreparedServer.run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
    mounted = true;
  }
}
