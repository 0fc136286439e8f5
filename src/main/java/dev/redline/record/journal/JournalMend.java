package dev.redline.record.journal;

import dev.redline.files.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has to be said before the next entry, because the process before did not end in order.
 *
 * @param end what the next entry follows
 * @param notes contents of entries, in order
 * @param artifacts what those entries vouch for
 */
record JournalMend(JournalHead end, List<Map<String, ?>> notes, List<Path> artifacts) {

  /** The key that tells notes apart. */
  static final String EVENT = "event";

  /** A process died while it wrote a line; what there was of it lies in another file now. */
  static final String TORN = "an unfinished line was set aside";

  /** A process died after it had written a line and before it had replaced the head. */
  static final String HEAD_BEHIND = "the head was one entry behind";

  /** No crash explains this: entries were taken away or changed, or the head was. */
  static final String LOSS = "the journal did not end as its head says";

  /**
   * Copies an unfinished line aside; the next entry then takes its place, so that no moment lacks
   * both the line and the entry about it.
   *
   * @param head as its file has it
   * @param torn where unfinished lines go; it grows and is never cut
   */
  static JournalMend of(LockedFile journal, JournalHead head, Path torn) throws IOException {
    List<Map<String, ?>> notes = new ArrayList<>();
    List<Path> artifacts = new ArrayList<>();
    byte[] unfinished = journal.unfinished();
    if (unfinished.length > 0) {
      setAside(unfinished, torn);
      notes.add(Map.of(EVENT, TORN, "bytes", unfinished.length, "sha256", Sha256.of(unfinished)));
      artifacts.add(torn);
    }
    Optional<byte[]> line = journal.lastLine();
    Optional<JournalEntry> last = line.flatMap(text -> EntryLine.read(1, text).found());
    JournalHead end =
        last.map(JournalEntry::head).orElse(line.isPresent() ? head : JournalHead.START);
    if (last.isPresent() && head.lagsBehind(last.get())) {
      notes.add(Map.of(EVENT, HEAD_BEHIND, "head", head.toString()));
    } else if (!end.equals(head) || (line.isPresent() && last.isEmpty())) {
      notes.add(Map.of(EVENT, LOSS, "head", head.toString(), "found", found(line, end)));
    }
    return new JournalMend(end.count() < 0 ? JournalHead.START : end, notes, artifacts);
  }

  /** What to say of a head that nobody with the key has written; nothing of one that is signed. */
  static List<Map<String, ?>> unsigned(Optional<String> problem) {
    return problem.stream()
        .<Map<String, ?>>map(
            what -> Map.of(EVENT, LOSS, "head", "a head with a signature", "found", "one " + what))
        .toList();
  }

  private static void setAside(byte[] unfinished, Path torn) throws IOException {
    try (LockedFile file = LockedFile.open(torn)) {
      byte[] line = Arrays.copyOf(unfinished, unfinished.length + 1);
      line[unfinished.length] = '\n';
      file.append(line);
    }
  }

  private static String found(Optional<byte[]> line, JournalHead end) {
    return line.isEmpty() || EntryLine.read(1, line.get()).found().isPresent()
        ? end.toString()
        : "a last line that is no entry";
  }
}
