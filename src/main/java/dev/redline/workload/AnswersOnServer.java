package dev.redline.workload;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.ServerIdentity;
import dev.redline.rag.baseline.ServerFingerprint;
import dev.redline.rag.evaluation.EvaluationResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Answers to all questions on one server, with what it takes to tell whose fault a fall is.
 *
 * @param exactPassages by question, the ids that a search without an index finds; none where a
 *     pipeline of the user's searches
 */
public record AnswersOnServer(
    EvaluationResult evaluation,
    Map<String, List<String>> exactPassages,
    ServerFingerprint server) {

  /** An evaluation, with searches without the index on the server as it is now. */
  static AnswersOnServer of(
      EvaluationResult evaluation, Workload workload, Connector connector, int k)
      throws SQLException {
    Map<String, List<String>> exact =
        workload.yourAnswers().isPresent() ? Map.of() : workload.exactPassages(connector, k);
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      ServerFingerprint server = ServerFingerprint.of(ServerIdentity.read(connection));
      return new AnswersOnServer(evaluation, exact, server);
    }
  }
}
