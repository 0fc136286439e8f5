package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several writers at once, and writers that are killed. */
class JournalProcessesTest {

  private static final int ENTRIES = 120;
  private static final int KILLS = 8;

  @TempDir private Path metrics;
  private final Random random = new Random(1070);

  @Test
  void twoProcessesThatAppendAtOnceKeepOneChain() throws Exception {
    Process first = AppendingProcess.start(metrics, ENTRIES, "first");
    Process second = AppendingProcess.start(metrics, ENTRIES, "second");
    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
    JournalFolder folder = new JournalFolder(metrics);
    assertThat(folder.trouble()).isEmpty();
    assertThat(folder.lines()).hasSize(2 * ENTRIES);
    assertThat(folder.lines().subList(ENTRIES, 2 * ENTRIES))
        .as("the first had not ended when the second began")
        .anyMatch(line -> line.contains("\"first\""));
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

  @Test
  void aProcessThatIsKilledLeavesAJournalThatGoesOn() throws Exception {
    JournalFolder folder = new JournalFolder(metrics);
    folder.journal().append(EntryKind.RUN_STARTED, Map.of());
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = AppendingProcess.start(metrics, Long.MAX_VALUE, "killed");
      Thread.sleep(random.nextInt(40));
      assertThat(process.destroyForcibly().waitFor()).isEqualTo(137);
      boolean torn = !Files.readString(folder.file()).endsWith("\n");
      assertThat(folder.trouble()).matches(trouble -> torn != trouble.isEmpty());
      folder.journal().append(EntryKind.RUN_STARTED, Map.of("kill", kill));
      assertThat(folder.trouble()).isEmpty();
    }
    assertThat(folder.lines()).hasSizeGreaterThan(3 * KILLS);
  }
}
