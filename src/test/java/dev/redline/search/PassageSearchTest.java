package dev.redline.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.LatencyTargets;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.postgres.Connector;
import dev.redline.rag.RetrievedText;
import dev.redline.rag.embedding.Embedders;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Passages by a search, whatever the keys of its table. */
@ExtendWith(SharedBareServer.class)
class PassageSearchTest {

  private static final LatencyTargets TARGETS = Plan.load(Path.of("gates")).latency();
  private static final String FILE =
      """
      searches:
        - name: pages
          table: book."Pages of it"
          id: [chapter, "Page No"]
          vector: v
          text: Body
          distance: l2
          index: {none: three rows}
          where: chapter <> :without
          with: {without: none}
        - name: by the row
          table: book."Pages of it"
          id: [chapter, "Page No"]
          vector: v
          text: Body
          distance: l2
          index: {none: three rows}
          where: chapter = :chapter
      answers: {none: tried alone}
      load:
        statement_timeout: 10s
        lock_waits: {at_most: 1000}
        replication_lag: {at_most: 10min}
        active_sessions: {at_most: 1000}
        search_time: {at_most: 10s}
        exact_queries: 1
        exact_time: 10s
      """;

  @TempDir private Path folder;
  private BareServer server;

  @BeforeEach
  void fill(BareServer shared) throws Exception {
    server = shared;
    server.execute(
        "CREATE SCHEMA book",
        "CREATE TABLE book.\"Pages of it\" (chapter varchar(20), \"Page No\" int, \"Body\" text,"
            + " v vector(2), PRIMARY KEY (chapter, \"Page No\"))",
        "INSERT INTO book.\"Pages of it\" VALUES ('one', 1, 'First.', '[1,0]'),"
            + " ('one', 2, NULL, '[2,0]'), ('two', 1, 'Third.', '[3,0]'), ('a / b', 7, 'Slash.', '[90,0]')");
  }

  @AfterEach
  void leaveNothing() throws Exception {
    server.execute("DROP SCHEMA book CASCADE");
  }

  @Test
  void textsAreFoundByKeysOfSeveralColumnsInTheOrderOfTheSearch() throws Exception {
    try (PassageSearch search = open("pages")) {
      assertThat(search.nearest(new float[] {3, 0}, 3))
          .as("a row without a text is no passage")
          .isEqualTo(
              List.of(
                  new RetrievedText("two / 1", "Third."), new RetrievedText("one / 1", "First.")));
    }
  }

  @Test
  void aKeyThatCannotBeTakenApartIsNamed() throws Exception {
    try (PassageSearch search = open("pages")) {
      assertThatThrownBy(() -> search.nearest(new float[] {90, 0}, 1))
          .isInstanceOf(WorkloadException.class)
          .hasMessageContaining("the key \"a / b / 7\" cannot be taken apart");
    }
  }

  @Test
  void aParameterThatNoQuestionHasIsNamed() throws Exception {
    try (PassageSearch search = open("by the row")) {
      assertThatThrownBy(() -> search.nearest(new float[] {1, 0}, 1))
          .isInstanceOf(WorkloadException.class)
          .hasMessageContaining("a question has no value for parameter :chapter");
    }
  }

  private PassageSearch open(String name) throws Exception {
    Path file = Files.writeString(folder.resolve("workload.yaml"), FILE);
    Connector connector = server.connector();
    return new SearchesOnServer(
            WorkloadPlan.read(file, TARGETS),
            TARGETS,
            folder,
            System::nanoTime,
            (embedder, questions) -> Embedders.named(embedder, "the test").open(questions))
        .passages(connector, name);
  }
}
