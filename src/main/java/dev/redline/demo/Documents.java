package dev.redline.demo;

import dev.redline.rag.Corpus;
import dev.redline.rag.Passage;
import dev.redline.rag.offline.HashingEmbedder;
import dev.redline.run.Sha256;
import dev.redline.vector.VectorTable;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import tools.jackson.databind.json.JsonMapper;

/** The corpus as rows of {@code document_chunks}. */
record Documents(Corpus corpus, HashingEmbedder embedder) {

  static final VectorTable TABLE = new VectorTable("document_chunks", "doc_id", "embedding");
  static final String TEXT = "content";

  private static final JsonMapper JSON = new JsonMapper();

  boolean fill(Connection connection) throws SQLException {
    return new FilledTable(TABLE, "doc_id, content, metadata, embedding", version())
        .fill(connection, this::write);
  }

  /** Changes with the passages, and with how they are embedded. */
  private String version() {
    StringBuilder vectors = new StringBuilder(corpus.sha256());
    corpus.passages().forEach(p -> vectors.append(Arrays.hashCode(embedder.embed(p))));
    return Sha256.of(vectors.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void write(CopyRows rows) throws SQLException {
    for (Passage passage : corpus.passages()) {
      String metadata =
          JSON.createObjectNode()
              .put("topic", passage.topic())
              .put("title", passage.title())
              .toString();
      rows.write(passage.docId(), passage.text(), metadata, CopyRows.text(embedder.embed(passage)));
    }
  }
}
