package dev.redline.demo;

import dev.redline.plan.Plan;
import dev.redline.postgres.Connector;
import dev.redline.rag.Answerer;
import dev.redline.rag.Case;
import dev.redline.rag.Cases;
import dev.redline.rag.Corpus;
import dev.redline.rag.Embedder;
import dev.redline.rag.Evaluation;
import dev.redline.rag.EvaluationResult;
import dev.redline.rag.Judge;
import dev.redline.rag.Passage;
import dev.redline.run.Workload;
import dev.redline.vector.VectorTable;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Searches of the probe vectors, and questions about the corpus, answered and judged offline. */
record DemoWorkload(
    Plan plan,
    ProbeVectors probes,
    Corpus corpus,
    Cases cases,
    Embedder embedder,
    Answerer answerer,
    Judge judge,
    Clock clock)
    implements Workload {

  @Override
  public VectorTable searched() {
    return ProbeVectors.TABLE;
  }

  @Override
  public List<float[]> queries(int count) {
    return probes.queries(count);
  }

  @Override
  public List<VectorTable> tables() {
    return List.of(ProbeVectors.TABLE, Documents.TABLE);
  }

  @Override
  public Conversations conversations() {
    return new Conversations(
        cases.cases().stream().map(Case::query).toList(),
        corpus.passages().stream().map(Passage::text).toList(),
        embedder,
        "hashing of corpus " + corpus.sha256());
  }

  @Override
  public Workload embeddedBy(Embedder other) {
    return new DemoWorkload(plan, probes, corpus, cases, other, answerer, judge, clock);
  }

  @Override
  public EvaluationResult evaluate(Connector connector, int k) throws SQLException {
    try (ChunkRetriever retriever =
        new ChunkRetriever(connector, plan.latency().policy(), embedder)) {
      return new Evaluation(retriever, answerer, judge, clock).run(corpus, cases, k);
    }
  }

  @Override
  public Map<String, List<String>> exactPassages(Connector connector, int k) throws SQLException {
    return ExactPassages.of(connector, plan.latency().policy(), embedder, cases, k);
  }
}
