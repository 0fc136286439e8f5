package dev.redline.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.SmallJvm;
import dev.redline.files.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Files with names beyond ASCII, in a process that knows no other letters. */
class ForeignNamesTest {

  private static final String NAME = "caf\u00e9/\u30c7\u30fc\u30bf.py";

  @TempDir private Path folder;

  /** Scans the tree that is named and writes the report to the file that is named. */
  static final class Scanning {
    private Scanning() {}

    public static void main(String[] arguments) throws IOException {
      ScanReport report = new SourceFiles(Path.of(arguments[0])).scanAsShipped();
      Files.writeString(
          Path.of(arguments[1]),
          JsonMapper.shared().writeValueAsString(report) + Path.of(arguments[0]).toRealPath());
    }
  }

  @Test
  void withLangOfCTheyAreFoundAndNamed() throws Exception {
    Path tree = Files.createDirectory(folder.resolve("tree"));
    put(tree, NAME, "url = os.environ['DATABASE_URL']\n");
    put(tree, "\u00fcber.py", "pass" + "word = 'hunter22'\n");
    put(tree, "ignor\u00e9.py", "os.environ['DATABASE_URL']\n");
    put(tree, ".git/HEAD", "ref");
    put(tree, ".gitignore", "ignor\u00e9.py\n");
    put(tree, "src/test/\u00fcber.py", "pass" + "word = 'SECRET'\n");

    Path report = folder.resolve("report");
    ProcessBuilder child =
        new ProcessBuilder(SmallJvm.command(Scanning.class, tree.toString(), report.toString()));
    child.environment().put("LC_ALL", "C");
    assertThat(child.inheritIO().start().waitFor()).isZero();

    assertThat(Files.readString(report))
        .contains(
            "\"path\":\"" + NAME, "\"path\":\"\u00fcber.py", "\"first\":[\"ignor\u00e9.py\"]");
  }

  private static void put(Path tree, String name, String content) throws IOException {
    Path file = PathText.in(tree, name);
    Files.createDirectories(file.getParent());
    Files.write(file, content.getBytes(UTF_8));
  }
}
