package dev.redline.search;

import dev.redline.rag.RetrievedText;
import dev.redline.vector.Neighbour;
import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds passages by one of the searches, at the pace that the plan allows. Not for use by several
 * threads.
 */
public final class PassageSearch implements AutoCloseable {

  private final ServerSearch search;
  private final SearchSession session;
  private final Connection control;
  private final PassageTexts texts;

  PassageSearch(
      ServerSearch search, SearchSession session, Connection control, PassageTexts texts) {
    this.search = search;
    this.session = session;
    this.control = control;
    this.texts = texts;
  }

  /**
   * The {@code k} passages that are nearest to a vector, nearest first; one whose row is gone by
   * now is left out.
   *
   * @throws LoadLimitException if the server has more to do than a limit allows
   */
  public List<RetrievedText> nearest(float[] vector, int k) throws SQLException {
    SearchInput input = QuestionInputs.input(search, vector);
    List<String> ids =
        session.nearest(search.rows(), input, k).stream().map(Neighbour::id).toList();
    Map<Integer, String> found = texts.of(control, ids);
    List<RetrievedText> passages = new ArrayList<>();
    found.forEach((place, text) -> passages.add(new RetrievedText(ids.get(place), text)));
    return passages;
  }

  @Override
  public void close() throws SQLException {
    session.close();
    control.close();
  }
}
