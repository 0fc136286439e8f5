package dev.redline.workload.demo;

import dev.redline.rag.Case;
import dev.redline.rag.Cases;
import dev.redline.rag.Corpus;
import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.NamedEmbedder;
import dev.redline.rag.Passage;
import dev.redline.rag.embedding.EmbedderProvider;
import dev.redline.rag.embedding.Embedders;
import dev.redline.rag.judge.offline.retrieval.HashingEmbedder;
import dev.redline.vector.VectorTable;
import java.util.Optional;

/**
 * Who embeds the corpus and the questions about it.
 *
 * @param corpus under the name that its evaluations have
 * @param embedder of passages and questions
 */
record CorpusVectors(Corpus corpus, NamedEmbedder embedder, Documents documents) {

  static final String PLACE = "gates/target.yaml under demo: embedder:";

  /**
   * By an embedder of this machine; it is loaded with the first text.
   *
   * @param name as gates/ has it; empty: the best that is there
   * @throws JudgeUnavailableException if there is none of that name
   */
  static CorpusVectors of(Corpus corpus, Optional<String> name) {
    EmbedderProvider provider =
        name.map(given -> Embedders.named(given, PLACE)).orElseGet(Embedders::standard);
    return provider.name().equals(Embedders.SIMPLE) ? hashed(corpus) : by(provider, corpus);
  }

  /** By hashing, whose vectors tell themselves whether they have changed. */
  static CorpusVectors hashed(Corpus corpus) {
    HashingEmbedder weighted = new HashingEmbedder(corpus);
    return new CorpusVectors(
        corpus,
        new NamedEmbedder("hashing of corpus " + corpus.sha256(), weighted),
        Documents.hashed(corpus, weighted));
  }

  private static CorpusVectors by(EmbedderProvider provider, Corpus corpus) {
    NamedEmbedder embedder =
        provider.open(corpus.passages().stream().map(Passage::titled).toList());
    return named(corpus, embedder, provider.dimensions());
  }

  /**
   * By the model of a service, which is asked for the questions at once.
   *
   * @throws JudgeUnavailableException if it does not answer, or its vectors cannot be indexed
   */
  static CorpusVectors byModel(Corpus corpus, Cases cases, NamedEmbedder model) {
    int dimensions = indexable(model, cases.cases().get(0));
    cases.cases().stream().skip(1).forEach(other -> model.embedder().embed(other.query()));
    return named(corpus, model, dimensions);
  }

  private static CorpusVectors named(Corpus corpus, NamedEmbedder embedder, int dimensions) {
    Corpus embedded = corpus.embeddedBy("%s, %d dimensions".formatted(embedder.id(), dimensions));
    return new CorpusVectors(
        embedded, embedder, Documents.embedded(embedded, embedder.embedder(), dimensions));
  }

  /** Found out by one question, before the others are paid for. */
  private static int indexable(NamedEmbedder model, Case question) {
    int dimensions = model.embedder().embed(question.query()).length;
    if (dimensions > VectorTable.MOST_INDEXED_DIMENSIONS) {
      throw JudgeUnavailableException.ofEmbedder(
          "vectors of %d dimensions by %s, where an HNSW index takes at most %d"
              .formatted(dimensions, model.id(), VectorTable.MOST_INDEXED_DIMENSIONS),
          "Set BEDROCK_EMBED_DIMENSIONS, or BEDROCK_EMBED_MODEL_ID to another model");
    }
    return dimensions;
  }

  /**
   * What was found can be searched with these vectors.
   *
   * @param dimensions of the column
   * @throws JudgeUnavailableException if it cannot
   */
  CorpusVectors requireFit(int dimensions) {
    if (dimensions != documents.dimensions()) {
      throw JudgeUnavailableException.ofEmbedder(
          "document_chunks with %d dimensions, and %s, which gives %d"
              .formatted(dimensions, embedder.id(), documents.dimensions()),
          "Fill the table with that model's vectors, or unset BEDROCK_EMBED_MODEL_ID");
    }
    return this;
  }
}
