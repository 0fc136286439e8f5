package dev.redline.rag.cache;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A process that writes and reads replies: folder, seed of what it writes, how many rounds. */
public final class CacheWriter {

  static final int KEYS = 40;

  private CacheWriter() {}

  /** Ends with status 1 if it ever reads something that nobody wrote. */
  public static void main(String[] arguments) {
    ResponseCache cache =
        ResponseCache.open(
            Path.of(arguments[0]), Duration.ofHours(1), 10_000_000, Clock.systemUTC());
    int rounds = Integer.parseInt(arguments[1]);
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < KEYS; i++) {
        cache.put(key(i), reply(i));
        if (cache.get(key(i)).filter(reply(i)::equals).isEmpty()) {
          throw new IllegalStateException("Read what nobody wrote under key " + i);
        }
      }
      System.out.println("round " + round);
    }
  }

  static CacheKey key(int i) {
    return CacheKey.of(List.of("key", Integer.toString(i)));
  }

  /** Long enough to be torn. */
  static String reply(int i) {
    return ("reply " + i + "\n").repeat(5_000);
  }
}
