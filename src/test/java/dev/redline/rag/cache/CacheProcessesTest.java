package dev.redline.rag.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redline.SmallJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheProcessesTest {

  @TempDir Path folder;

  private final List<Process> children = new ArrayList<>();

  @AfterEach
  void endTheProcesses() {
    children.forEach(Process::destroyForcibly);
  }

  @Test
  void aProcessKilledWhileItWritesLeavesWholeRepliesOrNone() throws Exception {
    for (int kill = 1; kill <= 3; kill++) {
      int rounds = kill;
      Path output = folder.resolve("kill-" + kill);
      Process writer = start(output, 1_000_000);
      await().atMost(30, TimeUnit.SECONDS).until(() -> lines(output) > rounds);

      writer.destroyForcibly().waitFor();

      assertThat(writer.exitValue()).isEqualTo(128 + 9);
      assertThat(found()).isNotEmpty().allMatch(i -> reopened().get(key(i)).get().equals(reply(i)));
    }
    assertThat(found()).hasSize(CacheWriter.KEYS);
  }

  @Test
  void twoProcessesAtOnceNeverReadWhatNobodyWrote() throws Exception {
    Process one = start(folder.resolve("one"), 20);
    Process two = start(folder.resolve("two"), 20);

    assertThat(one.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(two.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(List.of(one.exitValue(), two.exitValue())).containsOnly(0);
    assertThat(found()).hasSize(CacheWriter.KEYS);
  }

  private Process start(Path output, int rounds) throws IOException {
    Process child =
        new ProcessBuilder(
                SmallJvm.command(
                    CacheWriter.class,
                    folder.resolve("cache").toString(),
                    Integer.toString(rounds)))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    children.add(child);
    return child;
  }

  private static int lines(Path output) throws IOException {
    return Files.readAllLines(output).size();
  }

  private List<Integer> found() {
    ResponseCache cache = reopened();
    return IntStream.range(0, CacheWriter.KEYS)
        .filter(i -> cache.get(key(i)).isPresent())
        .boxed()
        .toList();
  }

  private ResponseCache reopened() {
    return ResponseCache.open(
        folder.resolve("cache"), Duration.ofHours(1), 10_000_000, Clock.systemUTC());
  }

  private static CacheKey key(int i) {
    return CacheWriter.key(i);
  }

  private static String reply(int i) {
    return CacheWriter.reply(i);
  }
}
