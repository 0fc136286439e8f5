package dev.redline.rag.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Replies in a folder, one file each. May be used by several threads and several processes at once,
 * each of which may be killed at any instant: an entry is whole or does not count.
 */
public final class ResponseCache {

  private final EntryFiles files;
  private final SizeBound bound;
  private final Duration timeToLive;
  private final long maxBytes;
  private final Clock clock;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder unstored = new LongAdder();

  private ResponseCache(Path folder, Duration timeToLive, long maxBytes, Clock clock) {
    this.files = new EntryFiles(folder);
    this.bound = new SizeBound(files, maxBytes);
    this.timeToLive = timeToLive;
    this.maxBytes = maxBytes;
    this.clock = clock;
  }

  /**
   * Opens the cache and removes what is too much.
   *
   * @param folder created if missing; nothing is written outside of it
   * @param timeToLive an entry of this age is no longer found
   * @param maxBytes of all entries; the oldest go first
   * @param clock tells the age of entries
   * @throws CacheFolderException if the folder cannot be used
   */
  public static ResponseCache open(Path folder, Duration timeToLive, long maxBytes, Clock clock) {
    ResponseCache cache = new ResponseCache(folder, timeToLive, maxBytes, clock);
    try {
      Files.createDirectories(folder);
      cache.bound.sweep(clock.instant());
    } catch (IOException e) {
      throw new CacheFolderException(folder, e);
    }
    return cache;
  }

  /** The reply; empty if it is not there, too old or damaged. */
  public Optional<String> get(CacheKey key) {
    Optional<String> reply = read(key).filter(this::fresh).map(CacheEntry::reply);
    (reply.isPresent() ? hits : misses).increment();
    return reply;
  }

  /** Keeps a reply. One that cannot be written is counted: it was paid for and is still good. */
  public void put(CacheKey key, String reply) {
    Instant now = clock.instant();
    byte[] content = new CacheEntry(now, reply).bytes();
    if (content.length > maxBytes) {
      unstored.increment();
      return;
    }
    try {
      files.write(key, content, now);
      bound.grow(content.length, now);
    } catch (IOException e) {
      unstored.increment();
    }
  }

  /** What happened since the cache was opened. */
  public CacheCounts counts() {
    return new CacheCounts(hits.sum(), misses.sum(), unstored.sum());
  }

  private Optional<CacheEntry> read(CacheKey key) {
    try {
      return files.read(key).flatMap(CacheEntry::parse);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** An entry from the future was written by a clock that was wrong; it would never grow old. */
  private boolean fresh(CacheEntry entry) {
    Duration age = Duration.between(entry.written(), clock.instant());
    return age.compareTo(timeToLive) < 0 && age.compareTo(Duration.ofMinutes(-1)) > 0;
  }
}
