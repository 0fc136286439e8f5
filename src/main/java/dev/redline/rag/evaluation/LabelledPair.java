package dev.redline.rag.evaluation;

import dev.redline.rag.json.JsonAt;
import dev.redline.rag.json.JsonLines;
import dev.redline.rag.json.RagFileException;
import dev.redline.rag.metric.Label;
import java.nio.file.Path;
import java.util.List;

/**
 * A claim with a passage and the label that a careful reader gave.
 *
 * @param kind how the pair was made, as in {@code wrong_number}
 */
public record LabelledPair(
    String pairId, String kind, Split split, String claim, String passage, Label label) {

  /** What a pair may be used for. */
  public enum Split {
    /** A judge may be tuned on it. */
    DEV,
    /** A judge may only be measured on it. */
    HELD_OUT
  }

  /**
   * Reads one pair a line: {@code pair_id}, {@code kind}, {@code split} ({@code dev} or {@code
   * held_out}), {@code claim}, {@code passage}, {@code label}. A pair without a split is held out.
   *
   * @throws RagFileException if the file is missing or empty, or a line breaks a rule
   */
  public static List<LabelledPair> read(Path file) {
    return JsonLines.read(file, "pair_id", LabelledPair::pair);
  }

  private static LabelledPair pair(JsonAt line) {
    return new LabelledPair(
        line.required("pair_id").filledText(),
        line.required("kind").filledText(),
        line.optional("split").map(LabelledPair::split).orElse(Split.HELD_OUT),
        line.required("claim").filledText(),
        line.required("passage").filledText(),
        ResultReader.label(line.required("label")));
  }

  private static Split split(JsonAt split) {
    return switch (split.text()) {
      case "dev" -> Split.DEV;
      case "held_out" -> Split.HELD_OUT;
      default -> throw split.wrong("must be dev or held_out, is \"" + split.text() + "\"");
    };
  }
}
