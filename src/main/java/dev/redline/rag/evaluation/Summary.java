package dev.redline.rag.evaluation;

import dev.redline.rag.JudgeId;
import dev.redline.rag.ReplyCounts;
import dev.redline.rag.Unjudged;
import dev.redline.rag.metric.Scores;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An evaluation in a few figures, with what must be equal for two of them to be compared: judge,
 * corpus, cases, k and answerer.
 *
 * @param scores empty unless every case was judged: a part of the cases says nothing about all
 * @param elapsed wall-clock time of retrieval, answers and judging
 * @param cases how many were to be judged
 * @param reused how many of them have answer and labels of an earlier evaluation of the same run,
 *     because the same passages were found
 * @param corpusSha256 of the passages' file, lower-case hexadecimal
 * @param casesSha256 of the cases' file, lower-case hexadecimal
 * @param k passages asked for per question
 * @param answerer names who answered, and in which version; {@value AnswerProvenance#NOT_STATED} if
 *     nobody says so
 * @param unjudged the cases that are missing, in order; empty if the evaluation is complete
 * @param replies how those of the judge could be read
 */
public record Summary(
    Optional<Scores> scores,
    Duration elapsed,
    int cases,
    int reused,
    JudgeId judge,
    String corpusSha256,
    String casesSha256,
    int k,
    String answerer,
    List<Unjudged> unjudged,
    ReplyCounts replies) {

  public Summary {
    unjudged = List.copyOf(unjudged);
  }

  /** Whether every case was judged. If not, the evaluation proves nothing either way. */
  public boolean complete() {
    return scores.isPresent();
  }
}
