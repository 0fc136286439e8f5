package dev.redline.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.dsn.Secret;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The lines for a person are run as they stand; the password reaches psql in a file. */
class ManualCommandsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ManualCommands commands =
      new ManualCommands("", "true", "psql", Optional.of(new Secret("a:b\\c")));

  @Test
  void thePasswordStandsInAFileForItsOwnerAloneAndNotInTheEnvironment() {
    assertThat(commands.run("stat -c %a \"$PGPASSFILE\"; cat \"$PGPASSFILE\"", PATIENCE))
        .isEqualTo("600\n*:*:*:*:a\\:b\\\\c");
    assertThat(commands.run("env", PATIENCE)).doesNotContain("a:b");
  }

  @Test
  void theFileIsGoneAfterwards() {
    String file = commands.run("echo \"$PGPASSFILE\"", PATIENCE);
    assertThat(java.nio.file.Path.of(file)).doesNotExist();
    assertThat(java.nio.file.Path.of(file).getParent()).doesNotExist();
  }
}
