package dev.redline.workload.demo;

import dev.redline.quoting.ServerWords;
import dev.redline.rag.Embedder;
import dev.redline.rag.Passage;
import dev.redline.rag.Retriever;
import dev.redline.vector.Neighbour;
import dev.redline.vector.RowTexts;
import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Finds passages with pgvector, under the query-time policy. */
final class ChunkRetriever implements Retriever, AutoCloseable {

  private final SearchSession search;
  private final Connection lookup;
  private final Embedder embedder;
  private final RowTexts texts = RowTexts.of(Documents.TABLE, Documents.TEXT);

  /**
   * @param search closed with it, as is
   * @param lookup for the texts
   */
  ChunkRetriever(SearchSession search, Connection lookup, Embedder embedder) {
    this.search = search;
    this.lookup = lookup;
    this.embedder = embedder;
  }

  @Override
  public List<Passage> retrieve(String query, int k) {
    try {
      List<Neighbour> found =
          search.nearest(Documents.TABLE, SearchInput.of(embedder.embed(query)), k);
      List<String> contents = texts.of(lookup, found);
      List<Passage> passages = new ArrayList<>();
      for (int i = 0; i < found.size(); i++) {
        passages.add(new Passage(found.get(i).id(), "", "", contents.get(i)));
      }
      return passages;
    } catch (SQLException e) {
      throw new IllegalStateException("The search for passages failed: " + ServerWords.of(e), e);
    }
  }

  @Override
  public void close() throws SQLException {
    search.close();
    lookup.close();
  }
}
