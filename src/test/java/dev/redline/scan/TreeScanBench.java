package dev.redline.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scan of 100,000 files costs beside {@code grep -rE} for the same words in them. */
@Tag("bench")
class TreeScanBench {

  private static final int FOLDERS = 1000;
  private static final int FILES = 100;
  private static final int ROUNDS = 3;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MOST = 5;
  private static final long MOST_BYTES = 64L << 20;
  private static final String WORDS =
      "DATABASE_URL|POSTGRES_DSN|://|passw|passphrase|pwd|secret|token|api[_-]?key|access_?key"
          + "|private[_ ]?key|akia|asia";
  private static final String[] LINES = {
    "    return value", "def handler(request):", "for item in items:", "import java.util.List;",
    "if (first == second) {", "}", "", "  # a note about what follows",
  };

  @TempDir private Path folder;

  @BeforeEach
  void makeTree() throws IOException {
    Random random = new Random(1070);
    String[] extensions = {".py", ".js", ".go", ".java", ".yml", ".md", ".sh", ".rb", ".ts"};
    for (int i = 0; i < FOLDERS; i++) {
      Path inner = Files.createDirectory(folder.resolve("p" + i));
      for (int j = 0; j < FILES; j++) {
        String name = "f" + j + extensions[random.nextInt(extensions.length)];
        Files.writeString(inner.resolve(name), text(random));
      }
    }
  }

  /** Two lines in a hundred hold a word, as in our own tree. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int line = 40 + random.nextInt(120); line > 0; line--) {
      int which = random.nextInt(100);
      text.append(LINES[which % LINES.length]).append(' ').append(random.nextInt());
      text.append(which == 0 ? " // see https://example.org/a" : which == 1 ? " token" : "");
      text.append('\n');
    }
    return text.toString();
  }

  @Test
  void aScanCostsAFewGreps() throws Exception {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      double grep = seconds(this::grep);
      long before = used();
      ScanReport[] report = new ScanReport[1];
      double scan = seconds(() -> report[0] = TreeScan.of(folder, SourceFiles.NOTHING_PASSES));
      long held = used() - before;
      assertThat(report[0].files()).isEqualTo((long) FOLDERS * FILES);
      assertThat(held).isLessThan(MOST_BYTES);
      System.out.printf(
          "Scan: %d files, %d MB in %.2f s; grep -rIinE %.2f s; ratio %.2f; memory held %d KB%n",
          report[0].files(), report[0].bytes() >> 20, scan, grep, scan / grep, held >> 10);
      best = Math.min(best, scan / grep);
    }
    assertThat(best).isLessThan(MOST);
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double seconds(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / NANOS_PER_SECOND;
  }

  /** Into a file: to /dev/null, GNU grep stops at the first match of each file. */
  private void grep() throws Exception {
    Path found = Files.createTempFile("redline-grep-", ".txt");
    ProcessBuilder grep = new ProcessBuilder("grep", "-rIinE", WORDS, folder.toString());
    grep.environment().put("LC_ALL", "C");
    Process process = grep.redirectOutput(found.toFile()).start();
    assertThat(process.waitFor()).isZero();
    Files.delete(found);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
