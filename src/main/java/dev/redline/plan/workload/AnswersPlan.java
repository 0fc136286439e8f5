package dev.redline.plan.workload;

import dev.redline.plan.value.Threshold;
import java.nio.file.Path;
import java.util.Optional;

/** Whose answers a server of somebody's is measured with. */
public sealed interface AnswersPlan {

  /** Nobody's, for a person's reason. */
  record None(String because) implements AnswersPlan {}

  /**
   * Those to the user's questions.
   *
   * @param cases one JSON object a line; there, and not read yet
   * @param gold what hit, MRR and nDCG may lose, of cases that name passages; -1 to 0
   * @param overlap what the share of ids found again may lose, of cases that name none; -1 to 0
   */
  record Asked(Path cases, Answering by, Threshold<Double> gold, Threshold<Double> overlap)
      implements AnswersPlan {}

  /** Why nobody's answers are judged; empty if somebody's are. */
  default Optional<String> notJudged() {
    return this instanceof None none ? Optional.of(none.because()) : Optional.empty();
  }

  /** What is asked; empty if nothing is. */
  default Optional<Asked> asked() {
    return this instanceof Asked asked ? Optional.of(asked) : Optional.empty();
  }
}
