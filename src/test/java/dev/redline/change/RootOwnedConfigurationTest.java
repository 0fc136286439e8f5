package dev.redline.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.MadeTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A whole stage on a server whose postgresql.conf is {@code root:postgres 0640}, as configuration
 * management leaves it: the server can still read the file and starts, on either way out.
 */
@Tag("long")
class RootOwnedConfigurationTest {

  private MadeTrial made;
  private Path file;
  private byte[] original;
  private GateOutcomes waiting;

  @BeforeEach
  void waitForTheCommit() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root makes files of root's");
    made = MadeTrial.of("root-owned");
    file = Path.of(made.server().query("SHOW config_file"));
    original = Files.readAllBytes(file);
    waiting = made.untilItsCommit("StageA");
    assertThat(waiting.message()).startsWith("PAUSED: decision about commit");
  }

  @AfterEach
  void stop() throws Exception {
    if (made != null) {
      made.close();
    }
  }

  @Test
  void committedItBelongsToRootAndTheServerStarts() throws Exception {
    made.trial().property("approve", waiting.approvals());
    assertThat(made.trial().run("StageA").failed()).isEmpty();

    assertThat(Files.readAllBytes(file)).isNotEqualTo(original);
    assertStartsAsBefore("off");
  }

  @Test
  void declinedItIsTheOldFileOfRootsAndTheServerStarts() throws Exception {
    made.trial().withoutProperty("approve").property("decline", "commit");
    assertThat(made.trial().run("StageA").message())
        .contains("declined", "Rolled back", "proven to be as before");

    assertThat(file).hasBinaryContent(original);
    assertStartsAsBefore("on");
  }

  /** Restarted once more by its owner, not by us. */
  private void assertStartsAsBefore(String jit) throws Exception {
    PosixFileAttributes now = Files.readAttributes(file, PosixFileAttributes.class);
    assertThat(now.owner().getName()).isEqualTo("root");
    assertThat(now.group().getName()).isEqualTo("postgres");
    assertThat(PosixFilePermissions.toString(now.permissions())).isEqualTo("rw-r-----");
    made.restart();
    assertThat(made.server().query("SHOW jit")).isEqualTo(jit);
  }
}
