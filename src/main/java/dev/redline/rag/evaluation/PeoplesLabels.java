package dev.redline.rag.evaluation;

import dev.redline.files.Sha256;
import dev.redline.rag.Answered;
import dev.redline.rag.json.JsonAt;
import dev.redline.rag.json.JsonLines;
import dev.redline.rag.json.RagFileException;
import dev.redline.rag.metric.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What people said about answers: precision and recall, each from 0 to 1. A label belongs to the
 * text of an answer, and says nothing about another answer to the same question.
 */
public final class PeoplesLabels {

  private static final int HASH_LENGTH = 16;

  private final Map<String, Scores> scores;

  private PeoplesLabels(Map<String, Scores> scores) {
    this.scores = Map.copyOf(scores);
  }

  /** One label. */
  private record Label(String key, Scores scores) {

    /**
     * @param lineOf the labels of the file so far
     */
    static Label of(JsonAt line, Map<String, Long> lineOf) {
      JsonAt queryId = line.required("query_id");
      String key = PeoplesLabels.key(queryId.filledText(), line.required("answer").filledText());
      Long earlier = lineOf.putIfAbsent(key, line.line());
      if (earlier != null) {
        throw queryId.wrong(
            "this answer to \"%s\" is labelled on line %d already; keep one of the two"
                .formatted(queryId.text(), earlier));
      }
      double precision = line.required("precision").number(0, 1);
      double recall = line.required("recall").number(0, 1);
      double sum = precision + recall;
      return new Label(
          key, new Scores(precision, recall, sum == 0 ? 0 : 2 * precision * recall / sum));
    }
  }

  /**
   * Reads all {@code *.jsonl} of a folder, one label a line: {@code query_id}, {@code answer} as
   * {@link #answer} has it, {@code precision}, {@code recall}. Where two files label the same
   * answer, the one that comes later by name counts.
   *
   * @param folder need not exist
   * @throws RagFileException if a line breaks a rule
   */
  public static PeoplesLabels in(Path folder) {
    Map<String, Scores> scores = new HashMap<>();
    for (Path file : files(folder)) {
      Map<String, Long> lineOf = new HashMap<>();
      JsonLines.read(file, line -> Label.of(line, lineOf))
          .forEach(label -> scores.put(label.key(), label.scores()));
    }
    return new PeoplesLabels(scores);
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    } catch (IOException e) {
      throw new RagFileException(folder, "", "cannot be listed: " + e.getMessage(), e);
    }
  }

  /** What people said about just this answer; empty if they said nothing. */
  public Optional<Scores> of(Answered answered) {
    return Optional.ofNullable(scores.get(key(answered.queryId(), answer(answered))));
  }

  /** Names the text of an answer: the first {@value #HASH_LENGTH} digits of its SHA-256. */
  public static String answer(Answered answered) {
    Sha256 hash = new Sha256();
    hash.add(answered.response());
    return hash.hex().substring(0, HASH_LENGTH);
  }

  private static String key(String queryId, String answer) {
    return answer + " " + queryId;
  }
}
