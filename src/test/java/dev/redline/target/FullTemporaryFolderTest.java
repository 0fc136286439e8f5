package dev.redline.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.SmallDisk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL is looked for where the temporary directory is full: it is not taken for missing. */
class FullTemporaryFolderTest {

  @TempDir private Path folder;
  private Path temporary;
  private Path installed;

  @BeforeEach
  void anInstallerThatLeavesATrace() throws Exception {
    temporary = Files.createDirectory(folder.resolve("temporary"));
    installed = folder.resolve("installed");
    Path installer = Files.createDirectories(folder.resolve("fixtures/postgres"));
    Files.writeString(installer.resolve("install"), "#!/bin/sh\ntouch %s\n".formatted(installed));
    Files.setPosixFilePermissions(
        installer.resolve("install"), PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void itIsNamedAndNothingIsInstalled() throws Exception {
    try (SmallDisk disk = SmallDisk.under(temporary, "64k")) {
      disk.fill();
      assertThat(search())
          .contains(
              "The temporary directory %s takes no file: No space left on device"
                  .formatted(temporary),
              "-Djava.io.tmpdir")
          .doesNotContain("is on this machine", "fixtures/postgres/install");
    }
    assertThat(installed).doesNotExist();
  }

  private String search() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                SearchingProcess.class.getName(),
                folder.resolve("home").toString(),
                folder.resolve("fixtures").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
