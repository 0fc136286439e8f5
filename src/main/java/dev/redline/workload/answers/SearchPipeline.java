package dev.redline.workload.answers;

import dev.redline.postgres.Connector;
import dev.redline.quoting.ServerWords;
import dev.redline.rag.Answered;
import dev.redline.rag.Case;
import dev.redline.rag.NamedAnswerer;
import dev.redline.rag.NamedEmbedder;
import dev.redline.rag.Passage;
import dev.redline.rag.RetrievedText;
import dev.redline.search.PassageSearch;
import dev.redline.search.SearchesOnServer;
import dev.redline.search.WorkloadException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The built-in pipeline: passages by one of the searches, and an answer from these. Nobody answers
 * before it is known that the answer is to be judged.
 *
 * @param answerer asked for when there is something to answer
 * @param k passages per question
 */
record SearchPipeline(
    SearchesOnServer searches,
    String search,
    NamedEmbedder embedder,
    Supplier<NamedAnswerer> answerer,
    int k)
    implements Pipeline {

  @Override
  public String name() {
    return "search %s by %s, answered by %s".formatted(search, embedder.id(), answerer.get().id());
  }

  @Override
  public Asking ask(Connector server, List<Case> cases) throws SQLException {
    try (PassageSearch passages = searches.passages(server, search)) {
      return Asking.of(cases.stream().map(question -> found(passages, question)));
    }
  }

  private Answered found(PassageSearch passages, Case question) {
    float[] vector = embedder.embedder().embed(question.query());
    try {
      return question.answered("", passages.nearest(vector, k));
    } catch (SQLException e) {
      throw new WorkloadException(
          "search %s with a question as a vector of %d dimensions by %s: %s"
              .formatted(search, vector.length, embedder.id(), ServerWords.of(e)),
          e);
    }
  }

  @Override
  public Answered complete(Answered found) {
    List<Passage> passages = found.context().stream().map(SearchPipeline::passage).toList();
    return new Answered(
        found.queryId(),
        found.query(),
        found.gtAnswer(),
        answerer.get().answerer().answer(found.query(), passages),
        found.context());
  }

  private static Passage passage(RetrievedText text) {
    return new Passage(Objects.toString(text.docId(), ""), "", "", text.text());
  }
}
