package dev.redline.record.journal;

import dev.redline.record.journal.HeadAnchor.Anchored;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An anchored head on one line: time, clone, count, hash. */
final class AnchorLine {

  private static final Pattern LINE =
      Pattern.compile("(\\S+) (\\p{XDigit}{64}) (\\d{1,18}) (\\p{XDigit}{64})");

  private AnchorLine() {}

  static String of(Anchored anchored) {
    JournalHead head = anchored.head();
    return "%s %s %d %s".formatted(anchored.time(), anchored.by(), head.count(), head.hash());
  }

  /**
   * @param place for the message
   * @throws JournalException if a line that is not empty is none
   */
  static List<Anchored> read(String place, List<String> lines) {
    return lines.stream().filter(line -> !line.isBlank()).map(line -> read(place, line)).toList();
  }

  private static Anchored read(String place, String line) {
    Matcher parts = LINE.matcher(line);
    try {
      if (parts.matches()) {
        return new Anchored(
            new JournalHead(Long.parseLong(parts.group(3)), parts.group(4)),
            parts.group(2),
            Instant.parse(parts.group(1)));
      }
    } catch (DateTimeException e) {
      throw new JournalException(place + " holds a line that is no head of a journal: " + line, e);
    }
    throw new JournalException(
        place + " holds a line that is no head of a journal: " + line,
        new IllegalArgumentException("expected time, clone, count and hash"));
  }
}
