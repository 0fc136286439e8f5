package dev.redline.rag.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResponseCacheTest {

  private static final Duration DAY = Duration.ofHours(24);
  private static final long PLENTY = 1_000_000;

  @TempDir Path folder;

  private final SettableClock clock = new SettableClock();
  private final CacheKey key = CacheKey.of(List.of("model", "parameters", "prompt", "content"));

  @Test
  void whatWasKeptIsFoundByTheNextProcess() {
    open(PLENTY).put(key, "Entailment\né 🐘");

    ResponseCache next = open(PLENTY);

    assertThat(next.get(key)).contains("Entailment\né 🐘");
    assertThat(next.counts()).isEqualTo(new CacheCounts(1, 0, 0));
  }

  @Test
  void aReplyIsForItsOwnerAlone() throws IOException {
    open(PLENTY).put(key, "a passage of somebody's");
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .allMatch(file -> PosixFilePermissions.toString(modes(file)).equals("rw-------"));
    }
  }

  private static Set<PosixFilePermission> modes(Path file) {
    try {
      return Files.getPosixFilePermissions(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyPartOfTheKeyCountsAndSoDoesWhereOnePartEnds() {
    Stream<List<String>> others =
        Stream.of(
            List.of("model2", "parameters", "prompt", "content"),
            List.of("model", "parameters", "promptcontent"),
            List.of("modelp", "arameters", "prompt", "content"),
            List.of("model", "parameters", "prompt", "content", ""));

    assertThat(others.map(CacheKey::of)).doesNotContain(key).doesNotHaveDuplicates();
  }

  @Test
  void aReplyIsFoundUntilItsTimeIsUp() {
    ResponseCache cache = open(PLENTY);
    cache.put(key, "Neutral");

    clock.move(DAY.minusMillis(1));
    assertThat(cache.get(key)).contains("Neutral");
    clock.move(Duration.ofMillis(1));
    assertThat(cache.get(key)).isEmpty();
  }

  @Test
  void aReplyThatAWrongClockDatedIntoTheFutureIsNotFound() {
    open(PLENTY).put(key, "Neutral");

    clock.move(Duration.ofDays(-400));

    assertThat(open(PLENTY).get(key)).isEmpty();
  }

  @Test
  void aFileTornAnywhereIsIgnoredAndRewritten() throws IOException {
    open(PLENTY).put(key, "Contradiction");
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);

    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(open(PLENTY).get(key)).as("%d bytes", length).isEmpty();
    }
    open(PLENTY).put(key, "Contradiction");
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
  }

  @Test
  void aFlippedByteIsNoticed() throws IOException {
    open(PLENTY).put(key, "Contradiction");
    Path file = files().get(0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);

    assertThat(open(PLENTY).get(key)).isEmpty();
  }

  @Test
  void theOldestRepliesGoWhenThereIsTooMuch() throws IOException {
    ResponseCache cache = open(10_000);
    List<CacheKey> keys =
        IntStream.range(0, 100).mapToObj(i -> CacheKey.of(List.of("key " + i))).toList();
    for (CacheKey each : keys) {
      cache.put(each, "x".repeat(900));
      clock.move(Duration.ofSeconds(1));
      assertThat(bytes()).isLessThanOrEqualTo(10_000);
    }

    List<Boolean> found = keys.stream().map(each -> cache.get(each).isPresent()).toList();
    assertThat(found.subList(0, 90)).doesNotContain(true);
    assertThat(found.subList(92, 100)).doesNotContain(false);
  }

  @Test
  void aReplyLargerThanTheBoundIsCountedAsUnstored() {
    ResponseCache cache = open(500);
    cache.put(key, "x".repeat(600));

    assertThat(cache.get(key)).isEmpty();
    assertThat(cache.counts()).isEqualTo(new CacheCounts(0, 1, 1));
  }

  @Test
  void aReplyThatCannotBeWrittenIsCountedAndNothingBreaks() throws IOException {
    ResponseCache cache = open(PLENTY);
    Files.createFile(folder.resolve(key.sha256().substring(0, 2)));

    cache.put(key, "Neutral");

    assertThat(cache.get(key)).isEmpty();
    assertThat(cache.counts().unstored()).isEqualTo(1);
  }

  @Test
  void filesOfOthersAreLeftAlone() throws IOException {
    Path foreign = Files.writeString(folder.resolve("thesis.txt"), "x".repeat(50_000));
    Path inside = Files.createDirectories(folder.resolve("ab")).resolve("notes.reply");
    Files.writeString(inside, "x".repeat(50_000));

    ResponseCache cache = open(1_000);
    cache.put(key, "x".repeat(700));
    cache.put(CacheKey.of(List.of("other")), "x".repeat(700));

    assertThat(foreign).exists();
    assertThat(inside).exists();
  }

  @Test
  void whatAKilledWriterLeftIsRemovedOnceNobodyCanStillBeWritingIt() throws IOException {
    open(PLENTY).put(key, "Neutral");
    Path left =
        files().get(0).resolveSibling(key.sha256() + ".01234567-89ab-cdef-0123-456789abcdef.tmp");
    Files.writeString(left, "redline-re");
    Files.setLastModifiedTime(left, FileTime.from(clock.instant()));

    open(PLENTY);
    assertThat(left).exists();
    clock.move(Duration.ofHours(2));
    open(PLENTY);
    assertThat(left).doesNotExist();
  }

  @Test
  void aFolderThatCannotBeIsOneClearError() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> ResponseCache.open(file, DAY, PLENTY, clock))
        .isInstanceOf(CacheFolderException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("RAGCHECKER_CACHE_DIR");
  }

  private ResponseCache open(long maxBytes) {
    return ResponseCache.open(folder, DAY, maxBytes, clock);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private long bytes() throws IOException {
    long sum = 0;
    for (Path file : files()) {
      sum += Files.size(file);
    }
    return sum;
  }
}
