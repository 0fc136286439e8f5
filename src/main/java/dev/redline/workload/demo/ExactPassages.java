package dev.redline.workload.demo;

import dev.redline.rag.Case;
import dev.redline.rag.Cases;
import dev.redline.rag.Embedder;
import dev.redline.vector.Neighbour;
import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchSession;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an index ought to have found for each question. */
final class ExactPassages {

  private ExactPassages() {}

  /** The ids of the {@code k} passages nearest to each question, searched without any index. */
  static Map<String, List<String>> of(SearchSession session, Embedder embedder, Cases cases, int k)
      throws SQLException {
    Map<String, List<String>> exact = new LinkedHashMap<>();
    for (Case question : cases.cases()) {
      List<Neighbour> nearest =
          session.exact(Documents.TABLE, SearchInput.of(embedder.embed(question.query())), k);
      exact.put(question.queryId(), nearest.stream().map(Neighbour::id).toList());
    }
    return exact;
  }
}
