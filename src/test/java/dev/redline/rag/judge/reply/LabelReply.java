package dev.redline.rag.judge.reply;

import dev.redline.rag.metric.Label;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads labels out of a reply as RAGChecker reads them. */
final class LabelReply {

  private static final Pattern LABEL =
      Pattern.compile(
          "\\b(?:entailment|neutral|contradiction)\\b",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

  private LabelReply() {}

  /** Every label that stands there as a word of its own, in order, however capitalised. */
  static List<Label> all(String reply) {
    return LABEL.matcher(reply).results().map(word -> label(word.group())).toList();
  }

  /**
   * The one label of a reply: what contains a contradiction is one, then what contains an
   * entailment. Empty if no label occurs, which RAGChecker takes for {@link Label#NEUTRAL}.
   */
  static Optional<Label> one(String reply) {
    String text = reply.toLowerCase(Locale.ROOT);
    return Stream.of(Label.CONTRADICTION, Label.ENTAILMENT, Label.NEUTRAL)
        .filter(label -> text.contains(label.text().toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  private static Label label(String word) {
    return Label.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
