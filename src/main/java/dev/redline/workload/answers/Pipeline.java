package dev.redline.workload.answers;

import dev.redline.postgres.Connector;
import dev.redline.rag.Answered;
import dev.redline.rag.Case;
import java.sql.SQLException;
import java.util.List;

/** Answers questions from what a server holds. */
public interface Pipeline {

  /** Names who answers: under another name it gives other answers. */
  String name();

  /**
   * Asks all questions, in their order.
   *
   * @throws dev.redline.search.WorkloadException if there is not an answer to each
   */
  Asking ask(Connector server, List<Case> cases) throws SQLException;

  /**
   * The answer itself, where {@link #ask} has only looked for passages: for those that are to be
   * judged.
   */
  default Answered complete(Answered found) {
    return found;
  }
}
