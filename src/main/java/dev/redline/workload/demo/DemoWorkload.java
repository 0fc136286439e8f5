package dev.redline.workload.demo;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.RelationName;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.rag.Case;
import dev.redline.rag.Cases;
import dev.redline.rag.Corpus;
import dev.redline.rag.Embedder;
import dev.redline.rag.NamedEmbedder;
import dev.redline.rag.Passage;
import dev.redline.rag.evaluation.Evaluation;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.evaluation.JudgeService;
import dev.redline.rag.judge.RunJudge;
import dev.redline.rag.judge.offline.retrieval.ExtractiveAnswerer;
import dev.redline.rag.judge.offline.retrieval.HashingEmbedder;
import dev.redline.search.SearchesOnServer;
import dev.redline.vector.SearchSession;
import dev.redline.workload.Workload;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Searches of the probe vectors, and questions about the corpus, answered and judged. */
record DemoWorkload(
    Plan plan,
    SearchesOnServer searches,
    CorpusVectors vectors,
    Cases cases,
    NamedEmbedder embedder,
    ExtractiveAnswerer extractive,
    RunJudge judge,
    Clock clock)
    implements Workload {

  @Override
  public Optional<String> notJudged() {
    return Optional.empty();
  }

  @Override
  public List<RelationName> relations() {
    return Stream.concat(
            searches.relations().stream(),
            Stream.of(new RelationName("public", Documents.TABLE.table())))
        .toList();
  }

  @Override
  public Conversations conversations() {
    return conversations(cases, vectors.corpus());
  }

  /** By hashing: they are only load, and never ask a model. */
  static Conversations conversations(Cases cases, Corpus corpus) {
    return new Conversations(
        cases.cases().stream().map(Case::query).toList(),
        corpus.passages().stream().map(Passage::text).toList(),
        new HashingEmbedder(corpus),
        "hashing of corpus " + corpus.sha256());
  }

  @Override
  public Workload embeddedBy(Embedder other) {
    NamedEmbedder named = new NamedEmbedder(embedder.id(), other);
    return new DemoWorkload(plan, searches, vectors, cases, named, extractive, judge, clock);
  }

  @Override
  public EvaluationResult evaluate(Connector connector, int k) throws SQLException {
    judge.announce(judge.estimate(Collections.nCopies(cases.cases().size(), k)));
    try (ChunkRetriever retriever = retriever(connector)) {
      EvaluationResult first = evaluation(retriever).run(vectors.corpus(), cases, k);
      return judge.repeated(first, Optional.empty());
    }
  }

  @Override
  public EvaluationResult evaluateAgain(Connector connector, int k, EvaluationResult earlier)
      throws SQLException {
    try (ChunkRetriever retriever = retriever(connector)) {
      EvaluationResult first = evaluation(retriever).run(vectors.corpus(), cases, k, earlier);
      return judge.repeated(first, Optional.of(earlier));
    }
  }

  @Override
  public void findPassages(Connector connector, int k) throws SQLException {
    try (ChunkRetriever retriever = retriever(connector)) {
      cases.cases().forEach(question -> retriever.retrieve(question.query(), k));
    }
  }

  private ChunkRetriever retriever(Connector connector) throws SQLException {
    SearchSession search = searches.session(connector, plan.latency().policy());
    return new ChunkRetriever(
        search, connector.open(ApplicationName.EVALUATION), embedder.embedder());
  }

  private Evaluation evaluation(ChunkRetriever retriever) {
    JudgeService service = judge.service();
    return new Evaluation(
        retriever,
        service.answerer(extractive.named()),
        service.begin("Questions", cases.cases().size()),
        clock);
  }

  @Override
  public Map<String, List<String>> exactPassages(Connector connector, int k) throws SQLException {
    try (SearchSession session = searches.session(connector, plan.latency().policy())) {
      return ExactPassages.of(session, embedder.embedder(), cases, k);
    }
  }
}
