package org.example;

import dev.redline.junit.PipelineGate;
import dev.redline.rag.RagPipeline;
import dev.redline.rag.RetrievedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.rag.Query;
import org.springframework.ai.rag.retrieval.search.DocumentRetriever;
import org.springframework.ai.rag.retrieval.search.VectorStoreDocumentRetriever;
import org.springframework.ai.vectorstore.SimpleVectorStore;

/** A retriever of Spring AI's, whatever store is behind it. */
class SpringAiTest {

  @Test
  void answersKeepTheRedLines() {
    try (PipelineGate gate = PipelineGate.ofThisProject()) {
      gate.require(Knowledge.cases(), pipeline(retriever()));
    }
  }

  /** With a model of language, its answer goes in the place of the best passage. */
  private static RagPipeline pipeline(DocumentRetriever retriever) {
    return question -> {
      List<RetrievedText> passages =
          retriever.retrieve(new Query(question)).stream()
              .map(found -> new RetrievedText(found.getId(), found.getText()))
              .toList();
      return new RagPipeline.Answer(passages.get(0).text(), passages);
    };
  }

  private static DocumentRetriever retriever() {
    SimpleVectorStore store = SimpleVectorStore.builder(new Words()).build();
    List<Document> documents = new ArrayList<>();
    Knowledge.passages().forEach((id, text) -> documents.add(new Document(id, text, Map.of())));
    store.add(documents);
    return VectorStoreDocumentRetriever.builder().vectorStore(store).topK(2).build();
  }

  private static final class Words implements EmbeddingModel {

    @Override
    public EmbeddingResponse call(EmbeddingRequest request) {
      List<Embedding> embeddings = new ArrayList<>();
      for (String text : request.getInstructions()) {
        embeddings.add(new Embedding(WordVectors.of(text), embeddings.size()));
      }
      return new EmbeddingResponse(embeddings);
    }

    @Override
    public float[] embed(Document document) {
      return WordVectors.of(document.getText());
    }
  }
}
