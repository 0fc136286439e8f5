package dev.redline.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.LatencyTargets;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.NamedEmbedder;
import dev.redline.rag.embedding.Embedders;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import dev.redline.vector.SearchInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A search that is tried with questions, through an embedder. */
@ExtendWith(SharedBareServer.class)
class QuestionInputsTest {

  private static final LatencyTargets TARGETS = Plan.load(Path.of("gates")).latency();
  private static final List<String> TEXTS =
      List.of("Anna painted the bridge.", "The tower is 80 metres tall.", "Fish swim.");

  @TempDir private Path folder;
  private BareServer server;

  @BeforeEach
  void fill(BareServer shared) throws Exception {
    server = shared;
    server.execute(
        "CREATE SCHEMA asked",
        "CREATE TABLE asked.told (id int PRIMARY KEY, v vector(384), undeclared vector, half"
            + " halfvec(384), short vector(3), hash bit(8))");
    for (int i = 0; i < TEXTS.size(); i++) {
      server.execute(
          "INSERT INTO asked.told VALUES (%d, '%s', '[1,2,3,4]', '%2$s', '[1,2,3]', B'10101010')"
              .formatted(i + 1, vector(TEXTS.get(i))));
    }
    Files.writeString(
        folder.resolve("cases.jsonl"),
        """
        {"query_id": "q1", "query": "How tall is the tower?"}
        {"query_id": "q2", "query": "Who painted the bridge?"}
        """);
  }

  @AfterEach
  void leaveNothing() throws Exception {
    server.execute("DROP SCHEMA asked CASCADE");
  }

  @ParameterizedTest
  @CsvSource({"v", "half"})
  void eachQuestionIsAVectorThatTheSearchIsTimedWith(String column) throws Exception {
    SearchesOnServer searches = searches(column, "hashing");

    searches.requireQuestionsFit(server.connector());
    MeasuredSearch measured = searches.measure(server.connector()).get(0);

    assertThat(measured.exact().queries()).isEqualTo(2);
    assertThat(measured.byK().get(0).measured().recall().mean()).isEqualTo(1);
    List<SearchInput> asked = searches.all(server.connector()).get(0).queries();
    assertThat(asked.get(0).value(SearchInput.QUERY)).isEqualTo(vector("How tall is the tower?"));
  }

  @Test
  void questionsGoThroughAnEndpointOfTheEmbeddingsProtocol() throws Exception {
    try (EmbeddingService service = EmbeddingService.start(QuestionInputsTest::numbers)) {
      SearchesOnServer searches = through(service, "v");

      searches.requireQuestionsFit(server.connector());
      assertThat(service.asked()).as("one question is tried").hasSize(1);
      MeasuredSearch measured = searches.measure(server.connector()).get(0);

      List<SearchInput> asked = searches.all(server.connector()).get(0).queries();
      assertThat(asked)
          .extracting(input -> input.value(SearchInput.QUERY))
          .containsExactly(vector("How tall is the tower?"), vector("Who painted the bridge?"));
      assertThat(service.asked()).contains("How tall is the tower?", "Who painted the bridge?");
      assertThat(measured.exact().queries()).isEqualTo(2);
      assertThat(measured.byK().get(0).measured().recall().mean()).isEqualTo(1);
      assertThat(measured.byK().get(0).measured().fewestRows()).isEqualTo(2);
    }
  }

  @Test
  void anEndpointWithVectorsOfAnotherLengthOrNoneIsNamed() throws Exception {
    SearchesOnServer gone;
    try (EmbeddingService service = EmbeddingService.start(text -> "0.5, 0.25")) {
      gone = through(service, "v");
      assertThatThrownBy(() -> gone.requireQuestionsFit(server.connector()))
          .isInstanceOf(WorkloadException.class)
          .hasMessageContaining("vectors of 384 dimensions, and bge-m3 at http://127.0.0.1:")
          .hasMessageContaining("gives 2;");
    }
    assertThatThrownBy(() -> gone.measure(server.connector()))
        .isInstanceOf(JudgeUnavailableException.class)
        .hasMessageContaining("EMBED_BASE_URL");
  }

  private static String numbers(String text) {
    return vector(text).replaceAll("[\\[\\]]", "");
  }

  private SearchesOnServer through(EmbeddingService service, String column) throws Exception {
    return searches(
        column,
        "endpoint",
        (name, questions) ->
            Embedders.named(name, "the test").open(questions, service.variables()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          short      | column short holds vectors of 3 dimensions, and hashing of texts|gives 384; name under queries: embedder: the one
          undeclared | column undeclared holds vectors of 4 dimensions|gives 384
          hash       | questions become vectors of type vector or halfvec, and column hash is bit(8)|name another source
          """)
  void aColumnThatTakesNoSuchVectorsIsOneClearError(String column, String words, String next)
      throws Exception {
    SearchesOnServer searches = searches(column, "hashing");

    assertThatThrownBy(() -> searches.requireQuestionsFit(server.connector()))
        .isInstanceOf(WorkloadException.class)
        .hasMessageContaining(words)
        .hasMessageContaining(next);
  }

  @Test
  void anEmbedderThatIsNotThereIsNamed() throws Exception {
    SearchesOnServer searches = searches("v", "word2vec");
    assertThatThrownBy(() -> searches.requireQuestionsFit(server.connector()))
        .isInstanceOf(JudgeUnavailableException.class)
        .hasMessageContaining("no embedder of the name word2vec");
  }

  @Test
  void aLineThatIsNoQuestionIsNamed() throws Exception {
    SearchesOnServer searches = searches("v", "hashing");
    Files.writeString(folder.resolve("cases.jsonl"), "{\"query_id\": \"q1\"}\n");
    assertThatThrownBy(() -> searches.requireQuestionsFit(server.connector()))
        .isInstanceOf(WorkloadException.class)
        .hasMessageContaining("cases.jsonl")
        .hasMessageContaining("line 1");
  }

  private static String vector(String text) {
    return SearchInput.of(embedder().embedder().embed(text)).value(SearchInput.QUERY);
  }

  private static NamedEmbedder embedder() {
    return Embedders.named("hashing", "the test").open(List.of());
  }

  private SearchesOnServer searches(String column, String embedder) throws Exception {
    return searches(
        column,
        embedder,
        (name, questions) ->
            name.equals("hashing")
                ? embedder()
                : Embedders.named(name, "the test").open(questions));
  }

  private SearchesOnServer searches(String column, String embedder, QuestionEmbedders embedders)
      throws Exception {
    String file =
        Files.readString(Path.of("fixtures/demo/workload.yaml"))
            .replaceFirst(
                "(?s)  - name:.*?\n\n",
                "  - {name: told, table: asked.told, id: id, vector: %s, distance: %s, k: [2], index:"
                        .formatted(column, column.equals("hash") ? "hamming" : "cosine")
                    + " {none: three rows}, queries: {questions: cases.jsonl, embedder: %s}}\n\n"
                        .formatted(embedder));
    Path yaml = Files.writeString(folder.resolve("workload.yaml"), file);
    return new SearchesOnServer(
        WorkloadPlan.read(yaml, TARGETS), TARGETS, folder, System::nanoTime, embedders);
  }
}
