package dev.redline.workload.demo;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.quoting.ServerWords;
import dev.redline.rag.Cases;
import dev.redline.rag.Corpus;
import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.embedding.Embedders;
import dev.redline.rag.judge.RunJudge;
import dev.redline.rag.judge.offline.retrieval.ExtractiveAnswerer;
import dev.redline.search.SearchesOnServer;
import dev.redline.workload.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Fills a throwaway server, so that there is something to search and to ask.
 *
 * @param fixtures the folder with {@code schema/} and {@code corpus/}
 * @param kept the folder for neighbours that were found exactly
 * @param judge of the answers to questions about the corpus
 * @param nanoTime what searches are timed by
 * @param say told what is done, for a person
 */
public record DemoDatabase(
    Path fixtures,
    Path kept,
    Plan plan,
    RunJudge judge,
    Clock clock,
    LongSupplier nanoTime,
    Consumer<String> say) {

  /**
   * Creates what is missing and fills what is not current; changes nothing the second time.
   *
   * @return what to measure the server with
   * @throws dev.redline.rag.JudgeUnavailableException before anything is filled, if a model is to
   *     embed and cannot
   */
  public Workload prepare(Connector connector) {
    Corpus corpus = corpus();
    Cases cases = cases(corpus);
    CorpusVectors vectors =
        byModel(corpus, cases).orElseGet(() -> told(CorpusVectors.of(corpus, embedder())));
    fill(connector, new ProbeVectors(plan.target().demo()), vectors.documents());
    return workload(cases, vectors);
  }

  /**
   * What to measure a server with that has the demo's tables already; reads only.
   *
   * @return empty if it has not
   */
  public Optional<Workload> find(Connector connector) {
    String tables =
        "SELECT to_regclass('document_chunks') IS NOT NULL"
            + " AND to_regclass('probe_vectors') IS NOT NULL"
            + " AND to_regclass('demo_content') IS NOT NULL,"
            + " (SELECT atttypmod FROM pg_catalog.pg_attribute"
            + " WHERE attrelid = to_regclass('document_chunks') AND attname = 'embedding')";
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(tables)) {
      row.next();
      return row.getBoolean(1) ? Optional.of(found(connection, row.getInt(2))) : Optional.empty();
    } catch (SQLException e) {
      throw new IllegalStateException("Could not look for the demo's tables", e);
    }
  }

  /** Texts for the load of a conversation memory, on whatever server. */
  public Workload.Conversations conversations() {
    Corpus corpus = corpus();
    Cases cases = cases(corpus);
    return DemoWorkload.conversations(cases, corpus);
  }

  private Workload found(Connection connection, int dimensions) throws SQLException {
    Corpus corpus = corpus();
    Cases cases = cases(corpus);
    Optional<CorpusVectors> model = byModel(corpus, cases);
    return workload(
        cases,
        model.isPresent()
            ? model.get().requireFit(dimensions)
            : told(filled(connection, CorpusVectors.of(corpus, embedder()), corpus)));
  }

  /** With the vectors that the tables were filled with. */
  private CorpusVectors filled(Connection connection, CorpusVectors chosen, Corpus corpus)
      throws SQLException {
    if (chosen.documents().isCurrent(connection)) {
      return chosen;
    }
    if (embedder().filter(name -> !name.equals(Embedders.SIMPLE)).isPresent()) {
      throw JudgeUnavailableException.ofEmbedder(
          "document_chunks filled by another embedder than " + chosen.embedder().id(),
          "Name the one that filled the table in " + CorpusVectors.PLACE);
    }
    return CorpusVectors.hashed(corpus);
  }

  private Optional<CorpusVectors> byModel(Corpus corpus, Cases cases) {
    return judge.embedder().map(model -> CorpusVectors.byModel(corpus, cases, model));
  }

  private CorpusVectors told(CorpusVectors vectors) {
    say.accept("Embedder: " + vectors.embedder().id());
    return vectors;
  }

  private Optional<String> embedder() {
    return plan.target().demo().embedder();
  }

  private Corpus corpus() {
    return Corpus.read(fixtures.resolve("corpus/passages.jsonl"));
  }

  private Cases cases(Corpus corpus) {
    return Cases.read(fixtures.resolve("corpus/cases.jsonl"), corpus);
  }

  private Workload workload(Cases cases, CorpusVectors vectors) {
    return new DemoWorkload(
        plan,
        searches(),
        vectors,
        cases,
        vectors.embedder(),
        new ExtractiveAnswerer(vectors.corpus()),
        judge,
        clock);
  }

  private SearchesOnServer searches() {
    WorkloadPlan searches =
        WorkloadPlan.read(fixtures.resolve("demo/workload.yaml"), plan.latency());
    return new SearchesOnServer(
        searches,
        plan.latency(),
        kept,
        nanoTime,
        (name, questions) -> Embedders.named(name, "the demo's workload.yaml").open(questions));
  }

  private void fill(Connector connector, ProbeVectors probes, Documents documents) {
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      statement.execute("SET client_min_messages = warning");
      statement.execute("SET maintenance_work_mem = '%dMB'".formatted(probes.buildMegabytes()));
      statement.execute(Files.readString(fixtures.resolve("schema/demo.sql")));
      if (!probes.isCurrent(connection)) {
        say.accept("Demo: filling probe_vectors…");
      }
      if (probes.fill(connection)) {
        say.accept("Demo: probe_vectors filled with " + plan.target().demo().probeVectors());
      }
      if (!documents.isCurrent(connection)) {
        say.accept("Demo: filling document_chunks…");
      }
      if (documents.fill(connection)) {
        say.accept("Demo: document_chunks filled with " + documents.corpus().passages().size());
      }
    } catch (SQLException e) {
      throw new IllegalStateException(
          "Could not fill the demo database: %s. Start over with -Dfresh."
              .formatted(ServerWords.of(e)),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the demo's schema in " + fixtures, e);
    }
  }
}
