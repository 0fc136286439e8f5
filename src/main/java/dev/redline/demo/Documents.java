package dev.redline.demo;

import dev.redline.rag.Corpus;
import dev.redline.rag.Passage;
import dev.redline.rag.offline.HashingEmbedder;
import dev.redline.vector.VectorTable;
import java.sql.Connection;
import java.sql.SQLException;
import tools.jackson.databind.json.JsonMapper;

/** The corpus as rows of {@code document_chunks}. */
record Documents(Corpus corpus, HashingEmbedder embedder) {

  static final VectorTable TABLE = new VectorTable("document_chunks", "doc_id", "embedding");
  static final String TEXT = "content";

  private static final JsonMapper JSON = new JsonMapper();

  boolean fill(Connection connection) throws SQLException {
    return new FilledTable(TABLE, "doc_id, content, metadata, embedding", corpus.sha256())
        .fill(connection, this::write);
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
