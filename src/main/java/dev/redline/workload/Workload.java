package dev.redline.workload;

import dev.redline.plan.workload.RelationName;
import dev.redline.postgres.Connector;
import dev.redline.rag.Embedder;
import dev.redline.rag.NamedEmbedder;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.judge.RunJudge;
import dev.redline.search.SearchesOnServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a server is measured with: searches to time, and questions to answer. */
public interface Workload {

  /** Who judges the answers. */
  RunJudge judge();

  /** The searches that are timed. */
  SearchesOnServer searches();

  /** Why nobody's answers are judged, in the plan's own words; empty: they are. */
  Optional<String> notJudged();

  /**
   * The user's own questions, where the plan names any: these are compared, not {@link #evaluate}.
   */
  default Optional<YourAnswers> yourAnswers() {
    return Optional.empty();
  }

  /** The tables and views that searches and answers come from. */
  List<RelationName> relations();

  /** What is asked, and what there is to be found. */
  Conversations conversations();

  /** Who embeds the questions that {@link #evaluate} asks. */
  NamedEmbedder embedder();

  /** The same workload, whose questions are embedded by another embedder of the same vectors. */
  Workload embeddedBy(Embedder embedder);

  /**
   * Texts that a conversation may be made of.
   *
   * @param embedder of both; for one thread at a time
   * @param model names the embedder and its version
   */
  record Conversations(
      List<String> questions, List<String> answers, Embedder embedder, String model) {}

  /**
   * Answers every question with passages that the server finds, and has the answers judged.
   *
   * @param k passages per question
   */
  EvaluationResult evaluate(Connector connector, int k) throws SQLException;

  /**
   * The same, but where the server finds the passages that it found in {@code earlier}, answer and
   * labels are those of {@code earlier}.
   */
  EvaluationResult evaluateAgain(Connector connector, int k, EvaluationResult earlier)
      throws SQLException;

  /** Finds passages for every question as {@link #evaluate} does, and asks nobody to answer. */
  void findPassages(Connector connector, int k) throws SQLException;

  /**
   * The passages that {@link #evaluate} would have used if no index took part: by question, their
   * ids.
   */
  Map<String, List<String>> exactPassages(Connector connector, int k) throws SQLException;
}
