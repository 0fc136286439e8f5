package dev.redline.rag;

/**
 * A judge cannot be asked at all, and asking about other cases would not help: the evaluation stops
 * and nothing is known about the answers. Means paused, not failed.
 */
public final class JudgeUnavailableException extends RuntimeException {

  private final String problem;
  private final String action;

  /**
   * @param problem what is missing or refused, without any secret
   * @param action what somebody has to do before the evaluation can go on
   */
  public JudgeUnavailableException(String problem, String action) {
    super(problem + ". " + action);
    this.problem = problem;
    this.action = action;
  }

  /** What is missing or refused. */
  public String problem() {
    return problem;
  }

  /** What somebody has to do. */
  public String action() {
    return action;
  }
}
