package dev.redline.rag;

/**
 * A judge, or who embeds, cannot be asked at all, and asking about other cases would not help: the
 * evaluation stops and nothing is known about the answers. Means paused, not failed.
 */
public final class JudgeUnavailableException extends RuntimeException {

  private final String subject;
  private final String problem;
  private final String action;

  /**
   * @param problem what is missing or refused, without any secret
   * @param action what somebody has to do before the evaluation can go on
   */
  public JudgeUnavailableException(String problem, String action) {
    this("judge of the answers", problem, action);
  }

  private JudgeUnavailableException(String subject, String problem, String action) {
    super(problem + ". " + action);
    this.subject = subject;
    this.problem = problem;
    this.action = action;
  }

  /** The same about who embeds passages and questions. */
  public static JudgeUnavailableException ofEmbedder(String problem, String action) {
    return new JudgeUnavailableException("embedder of passages and questions", problem, action);
  }

  /** Who cannot be asked. */
  public String subject() {
    return subject;
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
