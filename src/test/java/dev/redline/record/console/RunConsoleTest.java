package dev.redline.record.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.record.Console;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunConsoleTest {

  @TempDir private Path home;

  /** A table of such a name would clear the screen, or turn the line. */
  @Test
  void whatATerminalWouldObeyIsShownByItsNumber() {
    try (RunConsole console = new RunConsole(ConsolePace.LOG, home)) {
      assertThat(Console.during(() -> console.say("table t\u001B[2J\u202Eexe\nfilled")).lines())
          .containsExactly("table t\\u001B[2J\\u202Eexe", "filled");
    }
  }
}
