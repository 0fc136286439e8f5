package dev.redline.rag.judge.offline.retrieval;

import dev.redline.rag.Cases;
import dev.redline.rag.Corpus;
import dev.redline.rag.Passage;
import dev.redline.rag.Retriever;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The corpus and cases that come with the product, with a good and a broken way to search it. */
public final class DemoCorpus {

  static final Path DIRECTORY = Path.of("fixtures/corpus");

  public final Corpus corpus = Corpus.read(DIRECTORY.resolve("passages.jsonl"));
  public final Cases cases = Cases.read(DIRECTORY.resolve("cases.jsonl"), corpus);
  public final Retriever good = new InMemoryRetriever(corpus, new HashingEmbedder(corpus));

  /** Answers every question with the passages of the question some places further on. */
  public Retriever broken() {
    return broken(good);
  }

  /** The same of another retriever. */
  public Retriever broken(Retriever sound) {
    List<String> queries = cases.cases().stream().map(question -> question.query()).toList();
    return (query, k) -> {
      int other = (queries.indexOf(query) + queries.size() / 2) % queries.size();
      return sound.retrieve(queries.get(other), k);
    };
  }

  /** Answers every question with the same passages. */
  public Retriever stuck() {
    List<Passage> first = corpus.passages();
    return (query, k) -> IntStream.range(0, k).mapToObj(first::get).toList();
  }
}
