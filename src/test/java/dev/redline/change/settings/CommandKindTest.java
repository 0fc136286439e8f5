package dev.redline.change.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.postgres.ServerControlException;
import dev.redline.state.KeptChange;
import dev.redline.target.FilesOfThisMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The owner's command is run with the former values, for as long as the plan allowed. */
class CommandKindTest {

  private static final Map<String, String> FORMER =
      Map.of("work_mem", "4MB", "names of variables", "", "names of settings to reset", "jit");

  @TempDir private Path folder;

  @Test
  void theCommandGetsTheFormerValuesAndNothingElse() throws Exception {
    Path got = folder.resolve("got");
    restore(FORMER, List.of("sh", "-c", "cat \"$0\" > " + got));
    assertThat(got).content().contains("\"work_mem\":\"4MB\"", "[\"jit\"]").doesNotContain("names");
  }

  @Test
  void aCommandThatHangsIsEndedAtTheLimitThatWasKeptWithIt() {
    Map<String, String> limited = new java.util.TreeMap<>(FORMER);
    limited.put("seconds at most", "1");
    assertThatThrownBy(() -> restore(limited, List.of("sh", "-c", "sleep 600")))
        .isInstanceOf(ServerControlException.class)
        .hasMessageContaining("did not end within 1 s");
  }

  @Test
  void theFormerValuesHoldNoLimit() throws Exception {
    Map<String, String> limited = new java.util.TreeMap<>(FORMER);
    limited.put("seconds at most", "60");
    Path got = folder.resolve("got");
    restore(limited, List.of("sh", "-c", "cat \"$0\" > " + got));
    assertThat(Files.readString(got)).doesNotContain("seconds");
  }

  private static void restore(Map<String, String> values, List<String> command) throws Exception {
    new CommandKind()
        .wayBack(new KeptChange("command", "a command", values, command))
        .restoreStopped(FilesOfThisMachine.files());
  }
}
