package dev.redline.search;

import com.pgvector.PGvector;
import dev.redline.rag.RetrievedText;
import dev.redline.vector.Neighbour;
import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds passages by one of the searches, at the pace that the plan allows. Not for use by several
 * threads.
 */
public final class PassageSearch implements AutoCloseable {

  private final ServerSearch search;
  private final SearchSession session;
  private final Connection control;
  private final LoadGuard guard;
  private final PassageTexts texts;

  PassageSearch(
      ServerSearch search,
      SearchSession session,
      Connection control,
      LoadGuard guard,
      PassageTexts texts) {
    this.search = search;
    this.session = session;
    this.control = control;
    this.guard = guard;
    this.texts = texts;
  }

  /**
   * The {@code k} passages that are nearest to a vector, nearest first; one whose row is gone by
   * now is left out.
   *
   * @throws LoadLimitException if the server has more to do than a limit allows
   */
  public List<RetrievedText> nearest(float[] vector, int k) throws SQLException {
    SearchInput input = input(vector);
    guard.before();
    long start = System.nanoTime();
    List<String> ids =
        session.nearest(search.rows(), input, k).stream().map(Neighbour::id).toList();
    guard.took(Duration.ofNanos(System.nanoTime() - start));
    Map<Integer, String> found = texts.of(control, ids);
    List<RetrievedText> passages = new ArrayList<>();
    found.forEach((place, text) -> passages.add(new RetrievedText(ids.get(place), text)));
    return passages;
  }

  private SearchInput input(float[] vector) {
    Map<String, String> values = new LinkedHashMap<>(search.planned().with());
    values.put(SearchInput.QUERY, new PGvector(vector).getValue());
    search.rows().search().names().stream()
        .filter(name -> !name.equals(SearchInput.K) && !values.containsKey(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new WorkloadException(
                  "search %s: a question has no value for parameter :%s; give it one under with:"
                      .formatted(search.name(), name));
            });
    return new SearchInput(values, Optional.empty());
  }

  @Override
  public void close() throws SQLException {
    session.close();
    control.close();
  }
}
