package dev.redline.workload.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.Answering.BySearch;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.rag.Case;
import dev.redline.rag.Cases;
import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.embedding.Embedders;
import dev.redline.search.SearchesOnServer;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import dev.redline.vector.SearchInput;
import dev.redline.workload.OfflineRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The built-in pipeline over a search of the workload. */
@ExtendWith(SharedBareServer.class)
class SearchPipelineTest {

  private static final Plan PLAN = Plan.load(Path.of("gates"));
  private static final Cases CASES =
      new Cases(
          List.of(
              new Case("q1", "How tall is the tower?", "80 metres.", "", List.of("2")),
              new Case("q2", "Who painted the bridge?", "", "", List.of("1"))),
          "hash");
  private static final List<String> TEXTS =
      List.of("Anna painted the bridge.", "The tower is 80 metres tall.", "Fish swim.");

  @TempDir private Path folder;

  @Test
  void passagesAreFoundByTheEmbeddedQuestionAndAnsweredOnlyWhenAnAnswerIsToBeJudged(
      BareServer server) throws Exception {
    server.execute("CREATE TABLE told (id int PRIMARY KEY, body text, v vector(384))");
    try {
      for (int i = 0; i < TEXTS.size(); i++) {
        server.execute(
            "INSERT INTO told VALUES (%d, '%s', '%s')"
                .formatted(i + 1, TEXTS.get(i), vector(TEXTS.get(i))));
      }
      Pipeline pipeline = pipeline("hashing");

      Asking asking = pipeline.ask(server.connector(), CASES.cases());

      assertThat(asking.passages().get(0)).first().isEqualTo("2");
      assertThat(asking.passages().get(1)).first().isEqualTo("1");
      assertThat(asking.at(0).response()).isEmpty();
      assertThat(pipeline.complete(asking.at(0)).response()).isEqualTo(TEXTS.get(1));
    } finally {
      server.execute("DROP TABLE told");
    }
  }

  @Test
  void anEmbedderThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> pipeline("word2vec"))
        .isInstanceOf(JudgeUnavailableException.class)
        .hasMessageContaining("word2vec");
  }

  private static String vector(String text) {
    return SearchInput.of(
            Embedders.named("hashing", "the test").open(List.of()).embedder().embed(text))
        .value(SearchInput.QUERY);
  }

  private Pipeline pipeline(String embedder) throws Exception {
    String file =
        Files.readString(Path.of("fixtures/demo/workload.yaml"))
            .replaceFirst(
                "(?s)  - name:.*?\n\n",
                "  - {name: told, table: public.told, id: id, vector: v, text: body, distance:"
                    + " cosine, index: {none: three rows}}\n\n");
    WorkloadPlan workload =
        WorkloadPlan.read(Files.writeString(folder.resolve("workload.yaml"), file), PLAN.latency());
    SearchesOnServer searches =
        new SearchesOnServer(
            workload,
            PLAN.latency(),
            folder,
            System::nanoTime,
            (name, questions) -> Embedders.named(name, "the test").open(questions));
    return new Pipelines(searches, OfflineRun.judge(PLAN), 2, folder, Map.of())
        .of(new BySearch("told", embedder), CASES);
  }
}
