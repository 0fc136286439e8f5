package dev.redline.target;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.GatesCopy;
import dev.redline.target.container.ContainerEngine;
import dev.redline.target.selection.TargetSelection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installer that never ends is ended, and the message names the limit. */
class InstallLimitTest {

  private static final int NO_SUCH_VERSION = 99;

  @TempDir private Path folder;
  private GatesCopy gates;

  @BeforeEach
  void anInstallerThatHangsAndAPlanWithLittlePatience() throws Exception {
    Path installer = Files.createDirectories(folder.resolve("fixtures/postgres"));
    Files.writeString(installer.resolve("install"), "#!/bin/sh\nsleep 600.071\n");
    Files.setPosixFilePermissions(
        installer.resolve("install"), PosixFilePermissions.fromString("rwx------"));
    gates =
        GatesCopy.in(folder.resolve("gates"))
            .replace("target.yaml", "install: 9min", "install: 1s");
  }

  @Test
  void theInstallerEndsAtTheLimitOfThePlan() {
    assertThatThrownBy(
            () ->
                selection()
                    .open(
                        TargetRequest.from(Map.of("target", "local")),
                        Optional.empty(),
                        files -> {}))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("did not end within 1 s (limits.install in gates/target.yaml)");
  }

  private TargetSelection selection() {
    return new TargetSelection(
        folder,
        folder.resolve("fixtures"),
        new ContainerEngine(Map.of(), Path.of("/nonexistent")),
        "nobody",
        gates.load().target(),
        NO_SUCH_VERSION,
        said -> {});
  }
}
