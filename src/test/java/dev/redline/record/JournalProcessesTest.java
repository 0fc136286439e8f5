package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redline.record.journal.EntryKind;
import dev.redline.record.journal.JournalEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several writers at once, and writers that are killed. */
class JournalProcessesTest {

  private static final int ENTRIES = 120;
  private static final int KILLS = 8;

  private static final Duration ONE_MILLI = Duration.ofMillis(1);

  @TempDir private Path metrics;
  private final Random random = new Random(1070);

  @Test
  void twoProcessesThatAppendAtOnceKeepOneChain() throws Exception {
    Process first = AppendingProcess.start(metrics, ENTRIES, "first");
    Process second = AppendingProcess.start(metrics, ENTRIES, "second");
    AppendingProcess.goOn(first);
    AppendingProcess.goOn(second);
    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
    JournalFolder folder = new JournalFolder(metrics);
    assertThat(folder.trouble()).isEmpty();
    assertThat(folder.lines()).hasSize(2 * ENTRIES);
    assertThat(folder.lines().subList(0, 2))
        .as("both had begun before either went on")
        .anyMatch(line -> line.contains("\"first\""))
        .anyMatch(line -> line.contains("\"second\""));
  }

  @Test
  void threadsThatAppendAtOnceKeepOneChain() throws Exception {
    JournalFolder folder = new JournalFolder(metrics);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    Callable<JournalEntry> append = () -> folder.journal().append(EntryKind.GATE, Map.of());
    List<Future<JournalEntry>> entries =
        threads.invokeAll(IntStream.range(0, ENTRIES).mapToObj(i -> append).toList());
    for (Future<JournalEntry> entry : entries) {
      entry.get();
    }
    threads.shutdown();
    assertThat(folder.trouble()).isEmpty();
    assertThat(folder.lines()).hasSize(ENTRIES);
  }

  @Tag("long")
  @Test
  void aProcessThatIsKilledLeavesAJournalThatGoesOn() throws Exception {
    JournalFolder folder = new JournalFolder(metrics);
    folder.journal().append(EntryKind.RUN_STARTED, Map.of());
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = AppendingProcess.start(metrics, Long.MAX_VALUE, "killed");
      AppendingProcess.goOn(process);
      long size = Files.size(folder.file()) + random.nextInt(3_000);
      await().pollDelay(Duration.ZERO).pollInterval(ONE_MILLI).until(() -> reaches(folder, size));
      assertThat(process.destroyForcibly().waitFor()).isEqualTo(137);
      boolean torn = !Files.readString(folder.file()).endsWith("\n");
      assertThat(folder.trouble()).matches(trouble -> torn != trouble.isEmpty());
      folder.journal().append(EntryKind.RUN_STARTED, Map.of("kill", kill));
      assertThat(folder.trouble()).isEmpty();
    }
    assertThat(folder.lines()).hasSizeGreaterThan(3 * KILLS);
  }

  private static boolean reaches(JournalFolder folder, long size) throws IOException {
    return Files.size(folder.file()) >= size;
  }
}
