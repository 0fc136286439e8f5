package dev.redline.record.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a journal ends with. Kept in a file beside it, which is replaced after every entry: a
 * journal that was cut short no longer agrees with it. It may lag by one entry, where a process
 * died between the two writes.
 *
 * @param count how many entries there are
 * @param hash of the last one
 */
public record JournalHead(long count, String hash) {

  /** Of a journal without entries. */
  public static final JournalHead START = new JournalHead(0, "0".repeat(64));

  /** Of a file that holds none. */
  static final JournalHead UNREADABLE = new JournalHead(-1, "unreadable");

  /** {@link #START} if there is no file, {@link #UNREADABLE} if the file holds something else. */
  static JournalHead read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return START;
    }
    try {
      JsonNode node = CanonicalJson.parse(Files.readString(file));
      boolean complete = node.path("count").isIntegralNumber() && node.path("hash").isString();
      return complete
          ? new JournalHead(node.path("count").asLong(-1), node.path("hash").asString())
          : UNREADABLE;
    } catch (JacksonException | java.nio.charset.CharacterCodingException e) {
      return UNREADABLE;
    }
  }

  /** Whether a process that died between the two writes explains that this head lags. */
  boolean lagsBehind(JournalEntry last) {
    return last.sequence() == count + 1 && last.previous().equals(hash);
  }

  @Override
  public String toString() {
    return "%d entries, the last with hash %s".formatted(count, hash);
  }
}
