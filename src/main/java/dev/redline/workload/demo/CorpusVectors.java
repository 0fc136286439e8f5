package dev.redline.workload.demo;

import dev.redline.rag.Case;
import dev.redline.rag.Cases;
import dev.redline.rag.Corpus;
import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.NamedEmbedder;
import dev.redline.rag.judge.RunJudge;
import dev.redline.rag.judge.offline.retrieval.HashingEmbedder;
import dev.redline.vector.VectorTable;

/**
 * Who embeds the corpus and the questions about it.
 *
 * @param corpus under the name that its evaluations have
 * @param embedder of passages and questions
 * @param hashing of conversations, which are only load and never ask a model
 */
record CorpusVectors(
    Corpus corpus, NamedEmbedder embedder, NamedEmbedder hashing, Documents documents) {

  /**
   * A model if one is configured, else hashing. A model is asked for the questions at once.
   *
   * @throws JudgeUnavailableException if it does not answer, or its vectors cannot be indexed
   */
  static CorpusVectors of(Corpus corpus, Cases cases, RunJudge judge) {
    HashingEmbedder weighted = new HashingEmbedder(corpus);
    NamedEmbedder hashing = new NamedEmbedder("hashing of corpus " + corpus.sha256(), weighted);
    return judge
        .embedder()
        .map(model -> byModel(corpus, cases, model, hashing))
        .orElseGet(
            () -> new CorpusVectors(corpus, hashing, hashing, Documents.hashed(corpus, weighted)));
  }

  private static CorpusVectors byModel(
      Corpus corpus, Cases cases, NamedEmbedder model, NamedEmbedder hashing) {
    int dimensions = indexable(model, cases.cases().get(0));
    cases.cases().stream().skip(1).forEach(other -> model.embedder().embed(other.query()));
    Corpus embedded = corpus.embeddedBy("%s, %d dimensions".formatted(model.id(), dimensions));
    return new CorpusVectors(
        embedded, model, hashing, Documents.embedded(embedded, model.embedder(), dimensions));
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
   * What was found can be searched with these vectors. Said of a model alone: hashing is what the
   * demo's tables are made for.
   *
   * @param dimensions of the column
   * @throws JudgeUnavailableException if it cannot
   */
  CorpusVectors requireFit(int dimensions) {
    if (!embedder.equals(hashing) && dimensions != documents.dimensions()) {
      throw JudgeUnavailableException.ofEmbedder(
          "document_chunks with %d dimensions, and %s, which gives %d"
              .formatted(dimensions, embedder.id(), documents.dimensions()),
          "Fill the table with that model's vectors, or unset BEDROCK_EMBED_MODEL_ID");
    }
    return this;
  }
}
