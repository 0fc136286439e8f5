package dev.redline.phase.answers;

import dev.redline.rag.JudgeId;
import dev.redline.rag.evaluation.GivenAnswers;
import dev.redline.rag.evaluation.JudgedResults;
import dev.redline.rag.evaluation.OtherAnswers;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The file of answers that {@code -Deval.input} names.
 *
 * @param labelledBy as {@code -Deval.judge} says, for labels whose file does not
 * @param against the file that {@code -Deval.against} names: answers to the same questions before a
 *     change
 */
public record GivenFile(Path path, Optional<JudgeId> labelledBy, Optional<Path> against) {

  static final String SUBJECT = "answers to evaluate";
  static final String REQUIRED = "a file in RAGChecker's format";

  private static final String INPUT = "eval.input";
  private static final String JUDGE = "eval.judge";
  private static final String AGAINST = "eval.against";

  /** A file that is compared with no other. */
  public GivenFile(Path path, Optional<JudgeId> labelledBy) {
    this(path, labelledBy, Optional.empty());
  }

  /**
   * The file that the properties of a run name; empty if they name none.
   *
   * @param project the folder that it is named from
   * @throws IllegalArgumentException if {@code -Deval.judge} names no judge
   */
  public static Optional<GivenFile> in(Map<String, String> properties, Path project) {
    Optional<JudgeId> judge = text(properties, JUDGE).map(JudgeId::named);
    Optional<Path> against = text(properties, AGAINST).map(project::resolve);
    return text(properties, INPUT)
        .map(name -> new GivenFile(project.resolve(name), judge, against));
  }

  GivenAnswers read() {
    return GivenAnswers.read(path, labelledBy);
  }

  /** What it holds, for a person. */
  Verdict held(GivenAnswers answers) {
    JudgedResults given = answers.results();
    OtherAnswers others = answers.others();
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("with labels", given.labelled());
    counts.put("to be judged", given.size() - given.labelled());
    counts.put("without a reference", others.withoutReference().size());
    counts.put("to unanswerable questions", others.unanswerable().size());
    String held =
        counts.entrySet().stream()
            .filter(count -> count.getValue() > 0)
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "));
    return Verdict.pass(SUBJECT, "%s in %s".formatted(held, path), REQUIRED);
  }

  /** The answers before the change, labelled by the same. */
  Optional<GivenFile> before() {
    return against.map(path -> new GivenFile(path, labelledBy));
  }

  /** What names it on a command line. */
  public String options() {
    return "-D%s=%s".formatted(INPUT, path)
        + labelledBy.map(judge -> " -D%s=%s".formatted(JUDGE, judge)).orElse("")
        + against.map(base -> " -D%s=%s".formatted(AGAINST, base)).orElse("");
  }

  private static Optional<String> text(Map<String, String> properties, String name) {
    return Optional.ofNullable(properties.get(name)).filter(value -> !value.isBlank());
  }
}
