package dev.redline.change;

import dev.redline.plan.workload.RelationName;
import dev.redline.postgres.Connector;
import dev.redline.rag.Embedder;
import dev.redline.rag.NamedEmbedder;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.judge.RunJudge;
import dev.redline.search.SearchesOnServer;
import dev.redline.workload.Workload;
import dev.redline.workload.YourAnswers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What gates/workload.yaml says of a server of somebody's.
 *
 * @param yourAnswers empty if the file has nobody's judged
 * @param conversations what the load of a conversation memory is made of
 */
public record PlannedWorkload(
    SearchesOnServer searches,
    Optional<YourAnswers> yourAnswers,
    RunJudge judge,
    Conversations conversations)
    implements Workload {

  @Override
  public Optional<String> notJudged() {
    return Optional.of(
        searches
            .workload()
            .answers()
            .notJudged()
            .orElse("the pipeline of gates/workload.yaml is asked by stages and redline alone"));
  }

  @Override
  public List<RelationName> relations() {
    return searches.relations();
  }

  @Override
  public NamedEmbedder embedder() {
    return new NamedEmbedder(conversations.model(), conversations.embedder());
  }

  @Override
  public Workload embeddedBy(Embedder embedder) {
    return this;
  }

  @Override
  public EvaluationResult evaluate(Connector connector, int k) {
    throw nobodyAnswers();
  }

  @Override
  public EvaluationResult evaluateAgain(Connector connector, int k, EvaluationResult earlier) {
    throw nobodyAnswers();
  }

  @Override
  public void findPassages(Connector connector, int k) {
    throw nobodyAnswers();
  }

  @Override
  public Map<String, List<String>> exactPassages(Connector connector, int k) {
    throw nobodyAnswers();
  }

  private static IllegalStateException nobodyAnswers() {
    return new IllegalStateException(
        "gates/workload.yaml has no answers that are judged like this.");
  }
}
