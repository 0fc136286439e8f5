package dev.redline.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.AnswersPlan;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.rag.embedding.Embedders;
import dev.redline.rag.judge.RunJudge;
import dev.redline.search.SearchesOnServer;
import dev.redline.verdict.Finding;
import dev.redline.workload.ChangedAnswers;
import dev.redline.workload.OfflineRun;
import dev.redline.workload.YourAnswers;
import dev.redline.workload.answers.Pipelines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A stage for a server of somebody's, judged by what a command of theirs finds and answers. */
@Tag("long")
class YourAnswersTest {

  private static final String ANSWERER =
      "Who answers the plan's questions can be asked, which is known before a person decides";
  private static final String JUDGE = "The judge of the answers can be trusted, and asked";
  private static final String PASSAGES =
      "Passages are found as before the change, which takes no judge";
  private static final String REHEARSED =
      "Answers from the twin are as good as with the old values, or nobody is named who answers";
  private static final String ANSWERS =
      """
      answers:
        cases: cases.jsonl
        command: [sh, answer.sh]
        dsn: {variable: DATABASE_URL}
        within: 1min
        change:
          gold: {at_least: -0.02}
          overlap: {at_least: -0.1}
      """;
  private static final String CASES =
      """
      SELECT string_agg(json_build_object('query_id', 'q' || n, 'query', 'Article ' || n,
        'gt_answer', (SELECT body FROM kb.articles WHERE title = 'Article ' || n),
        'evidence', json_build_array(md5('article ' || n)::uuid))::text, E'\\n' ORDER BY n)
      FROM generate_series(1, 40) n
      """;

  private static final int RUNS = 20;

  private MadeTrial made;

  @BeforeEach
  void make() throws Exception {
    made = answering(MadeTrial.of("plain"));
  }

  /** With articles, questions about them, and a command that paraphrases at random. */
  static MadeTrial answering(MadeTrial made) throws Exception {
    made.server().execute(Files.readString(Path.of("fixtures/servers/knowledge-base.sql")));
    made.server().execute("CREATE TABLE kb.visible (lang text PRIMARY KEY)");
    made.server().execute("INSERT INTO kb.visible SELECT DISTINCT lang FROM kb.articles");
    made.server().execute("ANALYZE");
    made.trial()
        .write("cases.jsonl", made.server().query(CASES) + "\n")
        .write("answer.sh", resource("answer.sh"))
        .write("answer.sql", resource("answer.sql"))
        .edit("workload.yaml", "answers: {none: nobody answers questions here}\n", ANSWERS)
        .edit("workload.yaml", "public.articles", "kb.articles")
        .edit(
            "workload.yaml",
            "{none: a table of 500 rows is read whole}",
            "kb.articles_embedding_hnsw\n    set: {hnsw.ef_search: 20}");
    return made;
  }

  @AfterEach
  void stop() throws Exception {
    made.close();
  }

  @Test
  void anAnswererThatParaphrasesAtRandomPassesOnTwinsAndOnTheServerAndIsCommitted()
      throws Exception {
    made.trial().edit("target.yaml", "rehearse: none", "rehearse: twin");

    GateOutcomes waiting = made.untilItsCommit("StageA");
    assertThat(waiting.message()).startsWith("PAUSED: decision about commit");
    assertThat(waiting.passed()).contains(ANSWERER, PASSAGES);
    List<String> asked = Files.readAllLines(made.trial().plan("asked.log"));
    assertThat(asked)
        .allMatch(uri -> uri.matches("postgresql://postgres@127\\.0\\.0\\.1:\\d+/app"));
    assertThat(asked.stream().distinct()).as("the server and two twins").hasSize(3);
    assertThat(asked).as("a dry call a run, then 2 + 3 + 1").hasSize(2 + 6);

    made.trial().property("approve", waiting.approvals());
    assertThat(made.trial().run("StageA").failed()).isEmpty();
    assertThat(Files.readAllLines(made.trial().plan("asked.log")))
        .as("what was kept from before the change counts")
        .hasSize(2 + 6 + 1);
    assertThat(made.trial().evidence("baseline_evaluations")).isEmpty();
  }

  @Test
  void passagesThatAreFilteredOutTakeTheStageBackWithoutAJudge() throws Exception {
    made.trial()
        .before(PASSAGES, () -> made.server().execute("DELETE FROM kb.visible WHERE lang <> 'en'"));

    GateOutcomes outcomes = made.untilItsCommit("StageA");

    assertThat(outcomes.failed()).containsKey(PASSAGES);
    assertThat(outcomes.failed().get(PASSAGES).getMessage())
        .contains("FAIL: ", "nDCG@4 of 40 cases that name passages");
    assertThat(made.trial().evidence("baseline_evaluations")).isEmpty();
    assertThat(made.server().query("SHOW jit")).as("taken back").isEqualTo("on");
  }

  @Test
  void aPipelineThatDropsTheSecondPassageTakesTheStageBackWithoutAJudge() throws Exception {
    String named = "'evidence', json_build_array(md5('article ' || n)::uuid)";
    made.trial()
        .write("cases.jsonl", made.server().query(CASES.replace(",\n  " + named, "")) + "\n")
        .before(
            PASSAGES,
            () ->
                made.trial().edit("answer.sql", ") p ON true", ") p ON p.rank IS DISTINCT FROM 2"));

    GateOutcomes outcomes = made.untilItsCommit("StageA");

    assertThat(outcomes.failed()).containsKey(PASSAGES);
    assertThat(outcomes.failed().get(PASSAGES).getMessage()).contains("FAIL: ");
    assertThat(made.trial().evidence("baseline_evaluations")).isEmpty();
    assertThat(made.server().query("SHOW jit")).as("taken back").isEqualTo("on");
  }

  /** A setting of the stage filters: the application reads it. */
  @Test
  void whatANewSettingFiltersOutIsFoundOnATwinAndTheServerIsUntouched() throws Exception {
    made.trial()
        .edit("target.yaml", "rehearse: none", "rehearse: twin")
        .edit(
            "answer.sql",
            "WHERE lang IN",
            "WHERE (current_setting('jit') = 'on' OR lang = 'en') AND lang IN");
    String started = made.server().query("SELECT pg_postmaster_start_time()");

    GateOutcomes outcomes = made.untilItsCommit("StageA");

    assertThat(outcomes.failed()).containsKey(REHEARSED);
    assertThat(outcomes.failed().get(REHEARSED).getMessage())
        .contains("FAIL: ", "nDCG@4 of 40 cases that name passages");
    assertThat(made.server().query("SELECT pg_postmaster_start_time()")).isEqualTo(started);
    assertThat(made.server().query("SHOW jit")).isEqualTo("on");
  }

  @Test
  void aCommandThatFailsIsFoundBeforeAPersonIsAsked() throws Exception {
    made.trial().edit("answer.sh", "psql -X", "no-such-psql -X");

    GateOutcomes outcomes = made.trial().run("StageA");

    assertThat(outcomes.failed()).containsOnlyKeys(ANSWERER);
    assertThat(outcomes.message())
        .startsWith("INCONCLUSIVE: ")
        .contains("ended with 127, and not with 0")
        .doesNotContain("no-such-psql");
    Matcher printed = Pattern.compile("is in (\\S+\\.txt)").matcher(outcomes.message());
    assertThat(printed.find()).as(outcomes.message()).isTrue();
    assertThat(Path.of(printed.group(1))).content().contains("no-such-psql: not found");
  }

  @Test
  void aJudgeThatCannotBeAskedIsFoundBeforeAPersonIsAsked() {
    made.trial()
        .property("judge", "openai")
        .variable("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
        .variable("OPENAI_MODEL", "theirs");

    GateOutcomes outcomes = made.trial().run("StageA");

    assertThat(outcomes.failed()).containsOnlyKeys(JUDGE);
    assertThat(outcomes.message()).startsWith("PAUSED: judge of the answers: observed http");
    assertThat(outcomes.approvals()).isEmpty();
  }

  @Test
  void redLinesAreHeldAgainstAllAnswers() {
    assertThat(made.trial().run("RedLine").failed()).isEmpty();
  }

  /** Each comparison asks twice before the change that is none, and once after it. */
  @Test
  void anAnswererThatParaphrasesAtRandomIsNoChangeInTwentyRuns() throws Exception {
    Plan plan = Plan.load(made.trial().gates());
    WorkloadPlan workload = plan.workload().orElseThrow();
    AnswersPlan.Asked asked = workload.answers().asked().orElseThrow();
    Path folder = made.home().resolve("exchange");
    Set<String> wordings = new HashSet<>();
    int paraphrased = 0;
    try (RunJudge judge = OfflineRun.judge(plan)) {
      SearchesOnServer searches =
          new SearchesOnServer(
              workload,
              plan.latency(),
              made.home().resolve("neighbours"),
              System::nanoTime,
              (name, questions) -> Embedders.named(name, "the test").open(questions));
      Pipelines pipelines = new Pipelines(searches, judge, 4, folder, System.getenv());
      YourAnswers yours =
          new YourAnswers(
              asked,
              cases -> pipelines.of(asked.by(), cases),
              judge,
              plan,
              Clock.systemUTC(),
              line -> {});
      for (int run = 1; run <= RUNS; run++) {
        ChangedAnswers answers = new ChangedAnswers(yours);
        answers.askBefore(made.server().connector());
        Finding passages = answers.passages(made.server().connector());
        Finding judged = answers.judged();

        assertThat(passages.and(judged).and(answers.answers()).obstacles()).as("%s", run).isEmpty();
        assertThat(judged.verdicts().get(0).observed()).as("judged in %s", run).startsWith("0: ");
        String written = Files.readString(folder.resolve("answers.json"));
        wordings.add(written);
        paraphrased += written.split("In other words: ", -1).length - 1;
      }
    }
    assertThat(Files.readAllLines(made.trial().plan("asked.log"))).hasSize(3 * RUNS);
    assertThat(wordings).as("no two of the last askings are worded alike").hasSize(RUNS);
    assertThat(paraphrased).as("30 % of 800 answers").isBetween(160, 320);
  }

  private static String resource(String name) throws Exception {
    return Files.readString(Path.of("src/test/resources/answers", name));
  }
}
