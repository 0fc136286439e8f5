package dev.redline.record.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The journal as it lies there.
 *
 * @param lines those that have an end
 * @param unfinished how many bytes follow the last of them
 */
record JournalLines(List<EntryLine> lines, int unfinished) {

  /** Nothing if there is no file. */
  static JournalLines read(Path journal) throws IOException {
    if (!Files.exists(journal)) {
      return new JournalLines(List.of(), 0);
    }
    try (LockedFile file = LockedFile.open(journal)) {
      byte[] content = file.content();
      int start = 0;
      List<EntryLine> lines = new ArrayList<>();
      for (int at = 0; at < content.length; at++) {
        if (content[at] == '\n') {
          lines.add(EntryLine.read(lines.size() + 1, Arrays.copyOfRange(content, start, at)));
          start = at + 1;
        }
      }
      return new JournalLines(List.copyOf(lines), content.length - start);
    }
  }

  Optional<JournalEntry> last() {
    return lines.isEmpty() ? Optional.empty() : lines.get(lines.size() - 1).found();
  }
}
