package dev.redline.workload.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.workload.Answering.ByCommand;
import dev.redline.plan.workload.Answering.DsnForm;
import dev.redline.postgres.ConnectionAttempts;
import dev.redline.postgres.Connector;
import dev.redline.postgres.Endpoint;
import dev.redline.postgres.Patience;
import dev.redline.rag.Answered;
import dev.redline.rag.Case;
import dev.redline.rag.RetrievedText;
import dev.redline.search.LoadLimitException;
import dev.redline.search.Supervision;
import dev.redline.search.WorkloadException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command of the user's: what it learns, and what is said of one that does not do its part. */
class CommandPipelineTest {

  private static final String PASSWORD = "a:b\\c d";
  private static final List<Case> CASES =
      List.of(
          new Case("q1", "Who \"asks\"?", "Somebody.", "", List.of("p1")),
          new Case("q2", "Why?", "", "", List.of()));
  private static final String ANSWERS =
      """
      {"results": [
        {"query_id": "q2", "query": "Why?", "gt_answer": "", "response": "Because."},
        {"query_id": "q1", "query": "other", "gt_answer": "other", "response": "Somebody does.",
         "retrieved_context": [{"doc_id": "p1", "text": "Somebody asks."}]}]}
      """;

  @TempDir private Path folder;
  private Path ours;

  @BeforeEach
  void separateFolder() {
    ours = folder.resolve("ours");
  }

  @Test
  void answersAreTakenInTheOrderOfTheCasesWithTheirOwnReferences() throws Exception {
    Asking asking = ask(DsnForm.VARIABLE, "cp answers.json \"$2\"");

    assertThat(asking.passages()).containsExactly(List.of("p1"), List.of());
    assertThat(asking.at(0))
        .isEqualTo(
            new Answered(
                "q1",
                "Who \"asks\"?",
                "Somebody.",
                "Somebody does.",
                List.of(new RetrievedText("p1", "Somebody asks."))));
    assertThat(ours.resolve("questions.jsonl"))
        .content()
        .startsWith("{\"query_id\":\"q1\",\"query\":\"Who \\\"asks\\\"?\"}\n");
  }

  @Test
  void theEnvironmentIsSmallAndHoldsNoPassword() throws Exception {
    ask(
        DsnForm.VARIABLE,
        "env > seen; stat -c %a \"$PGPASSFILE\" >> seen; cat \"$PGPASSFILE\" > pass; cp answers.json \"$2\"");

    assertThat(folder.resolve("seen"))
        .content()
        .contains(
            "\nDSN=postgresql://app@127.0.0.1:6543/shop?sslmode=require\n",
            "HF_HOME=/models\n",
            "\n600\n")
        .doesNotContain(PASSWORD, "a%3Ab", "OTHER", "JAVA");
    assertThat(folder.resolve("pass")).hasContent("*:*:*:*:a\\:b\\\\c d");
    assertThat(ours.resolve("pgpass")).doesNotExist();
  }

  @Test
  void orTheWholeConnectionStringIsInAFileForItsOwnerAlone() throws Exception {
    ask(
        DsnForm.FILE,
        "stat -c %a \"$DSN\" > seen; cat \"$DSN\" >> seen; env >> seen; cp answers.json \"$2\"");

    assertThat(folder.resolve("seen"))
        .content()
        .startsWith("600\npostgresql://app:a%3Ab%5Cc%20d@127.0.0.1:6543/shop?sslmode=require\n")
        .doesNotContain("PGPASSFILE");
    assertThat(ours.resolve("dsn")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "echo no model >&2; exit 3 | ended with 3, and not with 0; what it printed (8 characters, not shown) is in /",
        "true | there is no such file",
        "echo '{\"results\": [' > \"$2\" | answers.json, line 2, column",
        "sed s/q2/q3/ answers.json > \"$2\" | has no answer to 1 of 2 questions: q2",
        "sed s/response/respond/ answers.json > \"$2\" | line 2, /results/0: has no \"response\"",
        "sed s/q2/q1/ answers.json > \"$2\" | \"q1\" is on line 2 already",
        "sed s/doc_id/id/ answers.json > \"$2\" | the answer to q1 has a passage without doc_id",
        "sed 's/.\"results\": ./&{\"query_id\": \"q7\", \"query\": \"\", \"gt_answer\": \"\", \"response\": \"\"},/' answers.json > \"$2\" | answers 1 questions that were not among the 2 asked: q7",
        "sleep 20 | did not end within 1 s",
      })
  void whatACommandDoesWrongIsSaid(String script, String message) {
    assertThatThrownBy(() -> ask(DsnForm.VARIABLE, script))
        .isInstanceOf(WorkloadException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining(PASSWORD);
  }

  @Test
  void thePasswordIsMaskedInWhatACommandSays() {
    assertThatThrownBy(
            () ->
                ask(
                    DsnForm.VARIABLE,
                    "sed 's/^[*:]*//; s/\\\\\\([:\\\\]\\)/\\1/g' \"$PGPASSFILE\"; exit 1"))
        .hasMessageNotContaining(PASSWORD)
        .satisfies(
            thrown ->
                assertThat(Path.of(thrown.getMessage().replaceFirst("(?s).* is in ", "")))
                    .content()
                    .isEqualTo("***"));
  }

  @Test
  void aCommandThatIsNotThereIsNamed() {
    assertThatThrownBy(
            () -> pipeline(List.of("no-such-program"), DsnForm.FILE).ask(server(), CASES))
        .isInstanceOf(WorkloadException.class)
        .hasMessageContaining("no-such-program");
    assertThat(ours.resolve("dsn")).doesNotExist();
  }

  @Test
  void whereSearchesASecondAreLimitedACommandGetsNoMoreQuestionsAtOnce() throws Exception {
    List<Integer> turns = new ArrayList<>();
    String script =
        "wc -l < \"$1\" >> seen; id=$(grep -o 'q[12]' \"$1\"); printf '{\"results\": [{\"query_id\":"
            + " \"%s\", \"query\": \"\", \"gt_answer\": \"\", \"response\": \"to %s\"}]}' $id $id > \"$2\"";
    List<String> words = List.of("sh", "-c", script, "sh");
    List<Case> cases =
        List.of(
            new Case("q1", "Who?", "", "", List.of()), new Case("q2", "Why?", "", "", List.of()));

    Asking asking =
        pipeline(words, DsnForm.VARIABLE, Duration.ofSeconds(1), new Counted(1, turns, false))
            .ask(server(), cases);

    assertThat(turns).containsExactly(1, 1);
    assertThat(folder.resolve("seen")).hasContent("1\n1\n");
    assertThat(asking.at(0).response()).isEqualTo("to q1");
    assertThat(asking.at(1).response()).isEqualTo("to q2");
  }

  @Test
  void aCommandBesideWhichOthersHaveToWaitIsEnded() {
    Supervision exceeded = new Counted(100, new ArrayList<>(), true);
    List<String> words = List.of("sh", "-c", "echo $$ > pid; sleep 30", "sh");

    assertThatThrownBy(
            () ->
                pipeline(words, DsnForm.VARIABLE, Duration.ofSeconds(60), exceeded)
                    .ask(server(), CASES))
        .isInstanceOf(LoadLimitException.class);

    assertThat(folder.resolve("pid"))
        .content()
        .satisfies(pid -> assertThat(ProcessHandle.of(Long.parseLong(pid.strip()))).isEmpty());
  }

  /**
   * What the server would be asked.
   *
   * @param turns so many searches each
   * @param exceeded whether a limit is, as soon as somebody looks
   */
  private record Counted(int atOnce, List<Integer> turns, boolean exceeded) implements Supervision {

    @Override
    public void awaitTurn(int searches) {
      turns.add(searches);
    }

    @Override
    public void look() {
      if (exceeded) {
        throw new LoadLimitException("stopped measuring: sessions that wait for a lock");
      }
    }

    @Override
    public void close() {}
  }

  private Asking ask(DsnForm form, String script) throws Exception {
    Files.writeString(folder.resolve("answers.json"), ANSWERS);
    return pipeline(List.of("sh", "-c", script, "sh"), form).ask(server(), CASES);
  }

  private CommandPipeline pipeline(List<String> words, DsnForm form) {
    return pipeline(words, form, Duration.ofSeconds(1), new Counted(100, new ArrayList<>(), false));
  }

  private CommandPipeline pipeline(
      List<String> words, DsnForm form, Duration within, Supervision load) {
    return new CommandPipeline(
        new ByCommand(words, folder, "DSN", form, List.of("HF_HOME"), within),
        server -> load,
        ours,
        Map.of("HF_HOME", "/models", "OTHER", "secret"));
  }

  private static Connector server() {
    Endpoint endpoint =
        Endpoint.loopback(6543, "shop", "app", PASSWORD).withProperty("sslmode", "require");
    return new Connector(
        () -> endpoint,
        new ConnectionAttempts(1, Duration.ofMillis(1), Duration.ofMillis(1)),
        Patience.OF_TESTS);
  }
}
