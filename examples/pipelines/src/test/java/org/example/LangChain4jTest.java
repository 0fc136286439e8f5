package org.example;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import dev.redline.junit.PipelineGate;
import dev.redline.rag.RagPipeline;
import dev.redline.rag.RetrievedText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A retriever of LangChain4j's, whatever store is behind it. */
class LangChain4jTest {

  @Test
  void answersKeepTheRedLines() {
    try (PipelineGate gate = PipelineGate.ofThisProject()) {
      gate.require(Knowledge.cases(), pipeline(retriever()));
    }
  }

  /** With a model of language, its answer goes in the place of the best passage. */
  private static RagPipeline pipeline(ContentRetriever retriever) {
    return question -> {
      List<RetrievedText> passages =
          retriever.retrieve(Query.from(question)).stream()
              .map(content -> content.textSegment())
              .map(found -> new RetrievedText(found.metadata().getString("id"), found.text()))
              .toList();
      return new RagPipeline.Answer(passages.get(0).text(), passages);
    };
  }

  private static ContentRetriever retriever() {
    EmbeddingModel model = LangChain4jTest::embedded;
    InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    Knowledge.passages()
        .forEach(
            (id, text) -> {
              TextSegment segment = TextSegment.from(text, Metadata.from("id", id));
              store.add(model.embed(segment).content(), segment);
            });
    return EmbeddingStoreContentRetriever.builder()
        .embeddingStore(store)
        .embeddingModel(model)
        .maxResults(2)
        .build();
  }

  private static Response<List<Embedding>> embedded(List<TextSegment> segments) {
    return Response.from(
        segments.stream().map(one -> Embedding.from(WordVectors.of(one.text()))).toList());
  }
}
