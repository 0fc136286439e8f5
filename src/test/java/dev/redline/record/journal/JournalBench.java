package dev.redline.record.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.record.JournalFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an entry costs beside an append of the same bytes that is forced to the same disk. */
@Tag("bench")
class JournalBench {

  private static final int ENTRIES = 1000;
  private static final int WARM_UP = 100;
  private static final double NANOS_PER_MILLI = 1e6;

  /** Two files, each made durable, one of them by a rename. */
  private static final double MOST = 30;

  @TempDir private Path metrics;

  /** The two alternate, so that a disk that becomes slower slows both. */
  @Test
  void anEntryCostsAFewForcedAppends() throws IOException {
    JournalFolder folder = new JournalFolder(metrics);
    folder.put("evidence.json", "{\"rows\":8000}".repeat(100));
    double[] plain = new double[ENTRIES];
    double[] entries = new double[ENTRIES];
    try (FileChannel channel = open(metrics.resolve("plain"))) {
      byte[] line = append(folder);
      for (int i = -WARM_UP; i < ENTRIES; i++) {
        double force = millis(() -> force(channel, line));
        double entry = millis(() -> append(folder));
        if (i >= 0) {
          plain[i] = force;
          entries[i] = entry;
        }
      }
    }
    report(plain, entries, folder);
  }

  private static void report(double[] plain, double[] entries, JournalFolder folder)
      throws IOException {
    double ratio = median(entries) / median(plain);
    double audit = millis(() -> assertThat(folder.trouble()).isEmpty());
    System.out.printf(
        "Journal: %d entries of %d bytes; median %.3f ms an entry, %.3f ms a forced append, ratio"
            + " %.1f; p95 %.3f and %.3f ms; audit of all %.0f ms%n",
        ENTRIES,
        folder.lines().get(0).length(),
        median(entries),
        median(plain),
        ratio,
        p95(entries),
        p95(plain),
        audit);
    assertThat(ratio).isLessThan(MOST);
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static void force(FileChannel channel, byte[] line) throws IOException {
    channel.write(ByteBuffer.wrap(line));
    channel.force(true);
  }

  private static byte[] append(JournalFolder folder) {
    Map<String, String> content =
        Map.of("gate", "The server restarts", "verdict", "PASS", "observed", "0.52 s");
    return folder
        .journal()
        .append(EntryKind.GATE, content, Path.of("evidence.json"))
        .line()
        .getBytes(StandardCharsets.UTF_8);
  }

  private interface Work {
    void run() throws IOException;
  }

  private static double millis(Work work) throws IOException {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / NANOS_PER_MILLI;
  }

  private static double median(double[] values) {
    return sorted(values)[values.length / 2];
  }

  private static double p95(double[] values) {
    return sorted(values)[values.length * 95 / 100];
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
