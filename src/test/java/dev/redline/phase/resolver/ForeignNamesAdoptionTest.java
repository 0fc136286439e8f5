package dev.redline.phase.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.SmallJvm;
import dev.redline.files.PathText;
import dev.redline.plan.AdoptionConfig;
import dev.redline.plan.ScanConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file with a name beyond ASCII is moved and put back by a process that knows no other letters.
 */
class ForeignNamesAdoptionTest {

  private static final String READ = "import os\nurl = os.environ['DATABASE_URL']\n";

  @TempDir private Path folder;

  /** Applies or reverts, as the second argument says, in the folder that is named. */
  static final class Adopting {
    private Adopting() {}

    public static void main(String[] arguments) throws IOException {
      ResolverAdoption adoption =
          new ResolverAdoption(
              Path.of(arguments[0], "tree"),
              Path.of(arguments[0], "keep"),
              AdoptionConfig.load(Path.of("fixtures/resolver/adoption.yaml")),
              new ScanConfig(List.of(), List.of(), List.of()));
      if (arguments[1].equals("apply")) {
        adoption.apply();
      } else {
        adoption.revert();
      }
    }
  }

  @Test
  void thereAndBackWithLangOfC() throws Exception {
    Path file = PathText.in(folder, "tree/caf\u00e9/a.py");
    Files.createDirectories(file.getParent());
    Files.writeString(file, READ);

    run("apply");
    assertThat(Files.readString(file)).contains("resolve_dsn()");
    run("revert");
    assertThat(Files.readString(file)).isEqualTo(READ);
  }

  private void run(String step) throws Exception {
    ProcessBuilder child =
        new ProcessBuilder(SmallJvm.command(Adopting.class, folder.toString(), step)).inheritIO();
    child.environment().put("LC_ALL", "C");
    assertThat(child.start().waitFor()).isZero();
  }
}
