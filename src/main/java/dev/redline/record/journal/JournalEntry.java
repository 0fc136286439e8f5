package dev.redline.record.journal;

import dev.redline.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of the journal: the canonical JSON (see {@link CanonicalJson}) of an object with the
 * keys {@code artifacts}, {@code content}, {@code hash}, {@code kind}, {@code previous}, {@code
 * sequence} and {@code time}. The hash is SHA-256 over the UTF-8 bytes of the canonical JSON of the
 * same object without {@code hash}.
 *
 * @param sequence 1 for the first entry, one more for each that follows
 * @param time when it was appended, as the process's clock says; clocks may jump, so only {@code
 *     sequence} orders
 * @param content what {@code kind} is about, without secrets
 * @param previous the hash of the entry before, {@link JournalHead#START}'s for the first
 */
public record JournalEntry(
    long sequence,
    Instant time,
    EntryKind kind,
    JsonNode content,
    List<Artifact> artifacts,
    String previous,
    String hash) {

  public JournalEntry {
    artifacts = List.copyOf(artifacts);
  }

  /** An entry after {@code before}, with the hash that it must have. */
  public static JournalEntry after(
      JournalHead before,
      Instant time,
      EntryKind kind,
      JsonNode content,
      List<Artifact> artifacts) {
    JournalEntry draft =
        new JournalEntry(
            before.count() + 1, time, kind, content, artifacts, before.hash(), "not yet");
    return new JournalEntry(
        draft.sequence, time, kind, content, artifacts, before.hash(), draft.computedHash());
  }

  /** What the entry's hash must be, going by everything else in it. */
  String computedHash() {
    return Sha256.of(CanonicalJson.text(withoutHash()).getBytes(StandardCharsets.UTF_8));
  }

  /** The line in the file, without its end. */
  public String line() {
    return CanonicalJson.text(withoutHash().put("hash", hash));
  }

  /** What a journal that ends with this entry has for a head. */
  public JournalHead head() {
    return new JournalHead(sequence, hash);
  }

  private ObjectNode withoutHash() {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("sequence", sequence);
    entry.put("time", time.toString());
    entry.put("kind", kind.word());
    entry.set("content", content);
    entry.set("artifacts", CanonicalJson.tree(artifacts, text -> text));
    entry.put("previous", previous);
    return entry;
  }
}
