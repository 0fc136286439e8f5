package dev.redline.workload.demo;

import dev.redline.files.Sha256;
import dev.redline.rag.Corpus;
import dev.redline.rag.Embedder;
import dev.redline.rag.Passage;
import dev.redline.rag.judge.offline.retrieval.HashingEmbedder;
import dev.redline.vector.VectorTable;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * The corpus as rows of {@code document_chunks}.
 *
 * @param version changes with the passages, and with how they are embedded
 */
record Documents(Corpus corpus, Embedder embedder, int dimensions, String version) {

  static final VectorTable TABLE = new VectorTable("document_chunks", "doc_id", "embedding");
  static final String TEXT = "content";

  private static final JsonMapper JSON = new JsonMapper();

  /** Its vectors cost nothing and tell themselves whether they have changed. */
  static Documents hashed(Corpus corpus, HashingEmbedder embedder) {
    StringBuilder vectors = new StringBuilder(corpus.sha256());
    corpus.passages().forEach(p -> vectors.append(Arrays.hashCode(embedder.embed(p))));
    return new Documents(corpus, embedder, HashingEmbedder.DIMENSIONS, sha256(vectors.toString()));
  }

  /** By a model, which is not asked for what the table holds already. */
  static Documents embedded(Corpus corpus, Embedder embedder, int dimensions) {
    return new Documents(corpus, embedder, dimensions, sha256(corpus.sha256()));
  }

  /** All vectors are there before the table is touched. */
  boolean fill(Connection connection) throws SQLException {
    if (isCurrent(connection)) {
      return false;
    }
    List<float[]> vectors =
        corpus.passages().stream().map(Passage::titled).map(embedder::embed).toList();
    return table().fill(connection, rows -> write(rows, vectors));
  }

  /** Whether the table holds just these vectors. */
  boolean isCurrent(Connection connection) throws SQLException {
    return table().isCurrent(connection);
  }

  private FilledTable table() {
    return new FilledTable(TABLE, "doc_id, content, metadata, embedding", dimensions, version);
  }

  private void write(CopyRows rows, List<float[]> vectors) throws SQLException {
    for (int i = 0; i < vectors.size(); i++) {
      Passage passage = corpus.passages().get(i);
      String metadata =
          JSON.createObjectNode()
              .put("topic", passage.topic())
              .put("title", passage.title())
              .toString();
      rows.write(passage.docId(), passage.text(), metadata, CopyRows.text(vectors.get(i)));
    }
  }

  private static String sha256(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
