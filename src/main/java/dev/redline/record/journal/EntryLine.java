package dev.redline.record.journal;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A line of the journal as it was found.
 *
 * @param number from 1
 * @param entry null if the line holds none
 * @param problem what is wrong with the line by itself; null if nothing is
 */
public record EntryLine(int number, @Nullable JournalEntry entry, @Nullable String problem) {

  private static final List<String> KEYS =
      List.of("artifacts", "content", "hash", "kind", "previous", "sequence", "time");

  public static EntryLine read(int number, byte[] bytes) {
    try {
      JournalEntry entry = entry(CanonicalJson.parse(new String(bytes, StandardCharsets.UTF_8)));
      return new EntryLine(number, entry, problem(entry, bytes));
    } catch (JacksonException e) {
      return new EntryLine(number, null, "expected an entry, found no valid JSON");
    } catch (IllegalArgumentException | DateTimeException e) {
      return new EntryLine(number, null, "expected an entry, but " + e.getMessage());
    }
  }

  public Optional<JournalEntry> found() {
    return Optional.ofNullable(entry);
  }

  private static @Nullable String problem(JournalEntry entry, byte[] bytes) {
    String computed = entry.computedHash();
    if (!computed.equals(entry.hash())) {
      return "entry %d was changed: expected SHA-256 %s as it states, found %s"
          .formatted(entry.sequence(), entry.hash(), computed);
    }
    return Arrays.equals(bytes, entry.line().getBytes(StandardCharsets.UTF_8))
        ? null
        : "entry %d was rewritten: expected its canonical form".formatted(entry.sequence());
  }

  private static JournalEntry entry(JsonNode node) {
    List<String> keys = node.propertyNames().stream().sorted().toList();
    require(keys.equals(KEYS), "its keys are " + keys + ", not " + KEYS);
    String kind = text(node, "kind");
    return new JournalEntry(
        number(node, "sequence"),
        Instant.parse(text(node, "time")),
        EntryKind.of(kind).orElseThrow(() -> new IllegalArgumentException("no kind " + kind)),
        node.path("content"),
        node.path("artifacts").valueStream().map(EntryLine::artifact).toList(),
        text(node, "previous"),
        text(node, "hash"));
  }

  private static Artifact artifact(JsonNode node) {
    return new Artifact(text(node, "path"), text(node, "sha256"), number(node, "size"));
  }

  private static String text(JsonNode node, String key) {
    require(node.path(key).isString(), key + " is no text");
    return node.path(key).asString();
  }

  private static long number(JsonNode node, String key) {
    require(node.path(key).isIntegralNumber(), key + " is no whole number");
    require(node.path(key).canConvertToLong(), key + " is too large");
    return node.path(key).asLong();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
