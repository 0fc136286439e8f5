package dev.redline.record.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows the entries of a journal from line to line and says where they do not follow. */
final class EntryChain {

  private final Map<Long, EntryLine> firstOf = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private long highest;

  /**
   * What was changed, taken away, moved or put in, in the order of the lines; each with the line's
   * number and what was expected.
   */
  static List<String> problems(List<EntryLine> lines) {
    EntryChain chain = new EntryChain();
    lines.forEach(chain::index);
    lines.forEach(chain::check);
    return List.copyOf(chain.problems);
  }

  private void index(EntryLine line) {
    line.found().ifPresent(entry -> firstOf.putIfAbsent(entry.sequence(), line));
  }

  private void check(EntryLine line) {
    if (line.problem() != null) {
      say(line, line.problem());
    }
    if (line.entry() == null) {
      highest++;
      return;
    }
    checkOrder(line, line.entry());
    checkLink(line, line.entry());
    checkNote(line, line.entry());
    highest = Math.max(highest, line.entry().sequence());
  }

  private void checkOrder(EntryLine line, JournalEntry entry) {
    long sequence = entry.sequence();
    EntryLine first = firstOf.getOrDefault(sequence, line);
    if (first.number() != line.number()) {
      say(
          line,
          "entry %d was put in: expected entry %d, and entry %d stands on line %d already"
              .formatted(sequence, highest + 1, sequence, first.number()));
    } else if (sequence <= highest) {
      say(line, "entry %d was moved: expected entry %d".formatted(sequence, highest + 1));
    }
    for (long missing = highest + 1; missing < sequence; missing++) {
      EntryLine elsewhere = firstOf.get(missing);
      String where = elsewhere == null ? "is missing" : "stands on line " + elsewhere.number();
      say(line, "expected entry %d, which %s; found entry %d".formatted(missing, where, sequence));
      if (missing - highest == 3) {
        say(line, "and so on to entry %d".formatted(sequence - 1));
        break;
      }
    }
  }

  private void checkLink(EntryLine line, JournalEntry entry) {
    EntryLine before = firstOf.get(entry.sequence() - 1);
    String expected =
        before != null && before.entry() != null
            ? before.entry().hash()
            : entry.sequence() == 1 ? JournalHead.START.hash() : entry.previous();
    if (!entry.previous().equals(expected)) {
      say(
          line,
          "entry %d does not follow entry %d: expected previous hash %s, found %s"
              .formatted(entry.sequence(), entry.sequence() - 1, expected, entry.previous()));
    }
  }

  /** A loss that was noticed when the journal was continued stays a loss. */
  private void checkNote(EntryLine line, JournalEntry entry) {
    if (entry.content().path(JournalMend.EVENT).asString("").equals(JournalMend.LOSS)) {
      say(
          line,
          "the journal was continued after a loss: expected %s, found %s"
              .formatted(
                  entry.content().path("head").asString(""),
                  entry.content().path("found").asString("")));
    }
  }

  private void say(EntryLine line, String problem) {
    problems.add("line %d: %s".formatted(line.number(), problem));
  }
}
