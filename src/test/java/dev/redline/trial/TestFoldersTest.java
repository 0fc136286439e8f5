package dev.redline.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A run of tests that is asked to end in the middle of one leaves no server behind. */
class TestFoldersTest {

  @Test
  void aServerOfATestEndsWithTheTests() throws Exception {
    Process tests =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Waiting.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = tests.inputReader(StandardCharsets.UTF_8)) {
      Path home = Path.of(after("HOME ", output));
      long server = Long.parseLong(after("SERVER ", output));
      assertThat(ProcessHandle.of(server)).isPresent();

      tests.destroy(); // SIGTERM
      assertThat(tests.waitFor(5, TimeUnit.MINUTES)).isTrue();

      assertThat(ProcessHandle.of(server)).isEmpty();
      assertThat(Files.exists(home)).isFalse();
    } finally {
      tests.destroyForcibly();
    }
  }

  private static String after(String word, BufferedReader output) throws Exception {
    String line = output.readLine();
    while (line != null && !line.startsWith(word)) {
      line = output.readLine();
    }
    assertThat(line).as("a line with " + word).isNotNull();
    return line.substring(word.length());
  }

  /** Stands for a test that hangs with a server. */
  static final class Waiting {

    private Waiting() {}

    public static void main(String[] arguments) throws Exception {
      BareServer server = BareServer.start();
      System.out.println("HOME " + server.home());
      String file = server.query("SHOW data_directory").get(0) + "/postmaster.pid";
      System.out.println("SERVER " + Files.readAllLines(Path.of(file)).get(0).strip());
      new CountDownLatch(1).await();
    }
  }
}
