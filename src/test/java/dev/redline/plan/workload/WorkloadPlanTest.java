package dev.redline.plan.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.Plan;
import dev.redline.plan.yaml.PlanException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What workload.yaml may say, and how it is told that it may not. */
class WorkloadPlanTest {

  private static final LatencyTargets TARGETS = Plan.load(Path.of("gates")).latency();
  private static final String FILE =
      """
      searches:
        - name: chunks
          table: kb."Doc Chunks"
          id: [tenant, "Chunk Id"]
          vector: Embedding
          text: Body
          k: [8]
          p95: {at_most: 20ms}
          rows: {at_least: 5, because: a tenant may have no more}
          queries: {rows: 30}
          set: {ivfflat.probes: 4}
        - name: hybrid
          sql: SELECT id FROM kb.a ORDER BY v <=> :query LIMIT :k
          id: id
          queries: {file: queries.jsonl}
      answers: {none: there are no cases yet}
      load:
        statement_timeout: 10s
        searches_per_second: 20
        lock_waits: {at_most: 5}
        replication_lag: {at_most: 30s}
        active_sessions: {at_most: 50}
        search_time: {at_most: 2s}
        exact_queries: 30
        exact_time: 5min
      """;

  @TempDir private Path folder;

  @Test
  void aSearchIsReadAndLatencyFillsWhatIsLeftOut() throws Exception {
    WorkloadPlan plan = read(FILE);
    PlannedSearch chunks = plan.search("chunks");
    assertThat(chunks.table()).contains(new RelationName("kb", "Doc Chunks"));
    assertThat(chunks.table().orElseThrow()).hasToString("kb.\"Doc Chunks\"");
    assertThat(chunks.id()).containsExactly("tenant", "Chunk Id");
    assertThat(chunks.targets()).hasSize(1);
    assertThat(chunks.targets().get(0).p95().limit()).hasMillis(20);
    assertThat(chunks.targets().get(0).recall().limit()).isEqualTo(0.95);
    assertThat(chunks.targets().get(0).rows().orElseThrow().limit()).isEqualTo(5);
    assertThat(chunks.targets().get(0).rows().orElseThrow().because())
        .contains("a tenant may have no more");
    assertThat(chunks.queries()).isEqualTo(new QuerySource.Rows(30));
    assertThat(plan.search("hybrid").targets()).isEqualTo(TARGETS.searches());
    assertThat(plan.answers().notJudged()).contains("there are no cases yet");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "U&\"k\\0062\".u&\"Doc\\+000020\\\\ \"\"x\" | kb | Doc \\ \"x",
        "kb.U&\"\\D83D\\DE00\\0085\" | kb | \uD83D\uDE00\u0085",
      })
  void aNameMayBeWrittenByNumbers(String written, String schema, String name) throws Exception {
    WorkloadPlan plan = read(FILE.replace("kb.\"Doc Chunks\"", "'" + written + "'"));

    RelationName read = plan.search("chunks").table().orElseThrow();
    assertThat(read).isEqualTo(new RelationName(schema, name));
    assertThat(read(FILE.replace("kb.\"Doc Chunks\"", "'" + read + "'")).search("chunks").table())
        .contains(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "U&\"\\00\".a",
        "U&\"a\\\".b",
        "a.U&\"\\0000\"",
        "a.U&\"\\D83D\"",
        "a.U&\"\\+110000\""
      })
  void numbersThatAreNoCharacterAreRefused(String written) {
    assertThatThrownBy(() -> read(FILE.replace("kb.\"Doc Chunks\"", "'" + written + "'")))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("searches[0].table")
        .hasMessageContaining("after U&");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vector: Embedding | vectr: Embedding | workload.yaml:5:12 searches[0].vectr: unknown key",
        "kb.\"Doc Chunks\" | Doc Chunks | workload.yaml:3:12 searches[0].table: found \"Doc Chunks\"",
        "table: kb.\"Doc Chunks\" | weight: 1 | a search needs a table or an sql",
        "v <=> :query | v | a SELECT with the parameters :query and :k",
        "sql: SELECT | sql: DELETE | where a SELECT belongs",
        "name: hybrid | name: chunks | the name chunks is taken",
        "file: queries.jsonl | rows: 10 | this search names none",
        "ivfflat.probes | work_mem | found \"work_mem\" where a setting hnsw.… or ivfflat.… belongs",
        "k: [8] | k: [8, 8] | none of them twice",
        "at_most: 20ms | at_most: 20 | p95.at_most",
        "at_least: 5 | at_least: 0 | workload.yaml:9:22 searches[0].rows.at_least: found 0 where a",
        "at_least: 5 | at_least: 9 | rows: at least 9, and a search at K=8 returns 8 at most",
        "at_least: 5 | at_most: 5 | searches[0].rows.at_most: unknown key",
        "k: [8] | k: [8, 4] | rows: at least 5, and a search at K=4 returns 4 at most",
        "queries.jsonl | other.jsonl | there is no file",
        "none: there are no cases yet | search: chunks | required key \"change\" is missing",
        "exact_queries: 30 | exact_queries: 0 | a whole number from 1",
      })
  void whatIsWrongIsSaidWithItsPlace(String right, String wrong, String message) {
    assertThatThrownBy(() -> read(FILE.replace(right, wrong)))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining(message);
  }

  private static final String COMMAND =
      """
      answers:
        cases: cases.jsonl
        command: [python3, answer.py, --fast]
        dsn: {file: DSN_FILE}
        pass: [HF_HOME]
        within: 5min
        change:
          gold: {at_least: -0.02}
          overlap: {at_least: -0.1}
      """;
  private static final String SEARCH =
      """
      answers:
        cases: cases.jsonl
        search: chunks
        embedder: hashing
        change:
          gold: {at_least: -0.02}
          overlap: {at_least: -0.1}
      """;

  @Test
  void answersComeFromACommandOrFromASearch() throws Exception {
    AnswersPlan.Asked asked = read(answers(COMMAND)).answers().asked().orElseThrow();
    assertThat(asked.cases()).isEqualTo(folder.resolve("cases.jsonl"));
    assertThat(asked.gold().limit()).isEqualTo(-0.02);
    assertThat(asked.by())
        .isEqualTo(
            new Answering.ByCommand(
                List.of("python3", "answer.py", "--fast"),
                folder,
                "DSN_FILE",
                Answering.DsnForm.FILE,
                List.of("HF_HOME"),
                Duration.ofMinutes(5)));
    assertThat(read(answers(SEARCH)).answers().asked().orElseThrow().by())
        .isEqualTo(new Answering.BySearch("chunks", "hashing"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cases.jsonl | no.jsonl | workload.yaml:17:10 answers.cases: there is no file",
        "command: [python3, answer.py, --fast] | command: [] | a program and its arguments",
        "{file: DSN_FILE} | {file: 1DSN} | the name of an environment variable",
        "{file: DSN_FILE} | {file: A, variable: B} | {variable: NAME} or {file: NAME}",
        "within: 5min | within: 2h | a time from 100ms to 1h",
        "within: 5min | embedder: hashing | embedder says nothing beside command",
        "pass: [HF_HOME] | search: chunks | answers come from a search or from a command",
        "gold: {at_least: -0.02} | gold: {at_least: 0.02} | a number from -1 to 0",
      })
  void whatIsWrongAboutACommandIsSaidWithItsPlace(String right, String wrong, String message) {
    assertThatThrownBy(() -> read(answers(COMMAND).replace(right, wrong)))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "search: chunks | search: chunk | where one of [chunks, hybrid] belongs",
        "search: chunks | search: hybrid | a search with table and text",
        "embedder: hashing | within: 5s | within says nothing beside search",
      })
  void whatIsWrongAboutASearchIsSaidWithItsPlace(String right, String wrong, String message) {
    assertThatThrownBy(() -> read(answers(SEARCH).replace(right, wrong)))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining(message);
  }

  private static String answers(String block) {
    return FILE.replace("answers: {none: there are no cases yet}\n", block);
  }

  private WorkloadPlan read(String text) throws Exception {
    Files.writeString(folder.resolve("cases.jsonl"), "");
    Files.writeString(folder.resolve("queries.jsonl"), "{\"vector\": [1, 2]}\n");
    Path file = Files.writeString(folder.resolve("workload.yaml"), text);
    return WorkloadPlan.read(file, TARGETS);
  }
}
