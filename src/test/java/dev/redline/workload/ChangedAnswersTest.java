package dev.redline.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.JudgeConfig;
import dev.redline.plan.ModelConfig;
import dev.redline.plan.Plan;
import dev.redline.plan.value.Threshold;
import dev.redline.plan.workload.Answering.ByCommand;
import dev.redline.plan.workload.Answering.DsnForm;
import dev.redline.plan.workload.AnswersPlan;
import dev.redline.postgres.ConnectionAttempts;
import dev.redline.postgres.Connector;
import dev.redline.postgres.Endpoint;
import dev.redline.postgres.Patience;
import dev.redline.rag.Case;
import dev.redline.rag.judge.RunJudge;
import dev.redline.verdict.Bars;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import dev.redline.workload.answers.Askings;
import dev.redline.workload.answers.Askings.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What a change does to answers: passages first, and a judge only where these changed. */
class ChangedAnswersTest {

  private static final Plan PLAN = Plan.load(Path.of("gates"));
  private static final Connector NOWHERE =
      new Connector(
          () -> Endpoint.loopback(1, "none", "none", ""),
          new ConnectionAttempts(1, Duration.ofMillis(1), Duration.ofMillis(1)),
          Patience.OF_TESTS);
  private static final int MANY = 60;
  private static final String DOUBTED = " is the sum";

  @TempDir private Path folder;
  private final List<String> events = new ArrayList<>();
  private int rounds = 1;

  @Test
  void passagesThatAreFilteredOutFailWithoutOneCallToAJudge() throws Exception {
    Outcome outcome = run(Askings.cases(MANY, true, true), good(), good(), withoutItsPassage(3));

    assertThat(failed(outcome.passages()))
        .containsExactly(
            "MRR@4 of 60 cases that name passages",
            "hit@4 of 60 cases that name passages",
            "nDCG@4 of 60 cases that name passages");
    assertThat(outcome.judged().verdicts().get(0).observed())
        .isEqualTo("0: passages are worse already, which takes no judge");
    assertThat(calls()).isZero();
  }

  @Test
  void theSameWhereNoCaseNamesItsPassages() throws Exception {
    Outcome outcome = run(Askings.cases(MANY, false, true), good(), good(), withoutItsPassage(2));

    assertThat(failed(outcome.passages())).containsExactly("share of ids found again, of 60 cases");
    assertThat(calls()).isZero();
  }

  /** The same passages, and in 30 % of the cases another wording: no change of the server. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void anAnswererThatParaphrasesAtRandomIsNoChange(int seed) throws Exception {
    Random random = new Random(seed);
    Function<Case, Answer> pipeline = paraphrasing(random, Askings::passages);

    Outcome outcome = run(Askings.cases(MANY, seed % 2 == 0, true), pipeline, pipeline, pipeline);

    assertThat(outcome.obstacles()).isEmpty();
    assertThat(calls()).isZero();
  }

  /** Passages vary by themselves, too: a change that is no greater is none. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void aSearchThatVariesByItselfIsNoChange(int seed) throws Exception {
    Random random = new Random(1070L * seed);
    Function<Case, Answer> pipeline =
        paraphrasing(
            random,
            question ->
                random.nextInt(10) > 0
                    ? Askings.passages(question)
                    : Askings.passages(question).subList(0, random.nextInt(1, 4)));

    Outcome outcome = run(Askings.cases(MANY, seed % 2 == 0, true), pipeline, pipeline, pipeline);

    assertThat(outcome.obstacles()).isEmpty();
  }

  @Test
  void changedPassagesAreJudgedAndTheEstimateIsSaidBeforeTheFirstCall() throws Exception {
    Outcome outcome = run(Askings.cases(MANY, true, true), good(), good(), otherOrder(15, false));

    assertThat(outcome.obstacles()).isEmpty();
    assertThat(events)
        .startsWith(
            "Answers: passages of 4 of 60 cases changed; of 0 they did on the unchanged server"
                + " itself",
            "8 answers to be judged by counting@1: about 96 calls, 192 s one after the other,"
                + " price not named in gates/judge.yaml",
            "call");
    assertThat(calls()).isEqualTo(96);
  }

  @Test
  void everyChangedAnswerIsJudgedAsOftenAsThePlanSays() throws Exception {
    rounds = 3;
    Outcome outcome = run(Askings.cases(MANY, true, true), good(), good(), otherOrder(15, false));

    assertThat(outcome.obstacles()).isEmpty();
    assertThat(events)
        .contains(
            "8 answers to be judged by counting@1: about 288 calls, 576 s one after the other,"
                + " price not named in gates/judge.yaml");
    assertThat(calls()).isEqualTo(3 * 96);
  }

  /** What the judge says at first would pass; the mean of its rounds counts, over all questions. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void whatTheJudgeSaysWhenAskedAgainIsPartOfTheInterval(int asked) throws Exception {
    rounds = asked;
    Outcome outcome = run(Askings.cases(MANY, true, true), good(), good(), doubtful(2));

    assertThat(outcome.judged().passed()).isTrue();
    assertThat(failed(outcome.answers()))
        .isEqualTo(
            asked == 1
                ? List.of()
                : List.of(
                    "precision against the unchanged server's answers",
                    "f1 against the unchanged server's answers"));
  }

  @Test
  void faithfulnessIsTheMeanOfAllRoundsToo() throws Exception {
    rounds = 3;
    run(Askings.cases(MANY, true, false), faithful(), faithful(), otherOrder(15, false));

    int answers = 2 * 4;
    int once = answers * (1 + 4);
    assertThat(calls()).isEqualTo(3 * once);
  }

  @Test
  void changedPassagesWithWorseAnswersAreForAPersonToDecide() throws Exception {
    Outcome outcome = run(Askings.cases(MANY, true, true), good(), good(), otherOrder(3, true));

    assertThat(outcome.passages().passed()).isTrue();
    assertThat(outcome.judged().passed()).isTrue();
    assertThat(outcome.answers().obstacles())
        .extracting(Verdict::status)
        .containsOnly(Status.PAUSED)
        .hasSize(3);
    assertThat(outcome.answers().obstacles().get(0).subject())
        .isEqualTo("precision against the unchanged server's answers");
    assertThat(outcome.answers().evidence())
        .extracting(evidence -> evidence.content())
        .hasOnlyElementsOfType(Bars.class)
        .first()
        .extracting(bars -> ((Bars) bars).title())
        .asString()
        .matches(
            "Scores against the unchanged server: \\d+ of %d questions moved.*".formatted(MANY));
  }

  @Test
  void withoutReferencesAnswersAreJudgedForFaithfulnessAlone() throws Exception {
    Outcome outcome =
        run(Askings.cases(MANY, true, false), faithful(), faithful(), otherOrder(3, true));

    assertThat(failed(outcome.answers()))
        .containsExactly("faithfulness against the unchanged server's answers");
    assertThat(outcome.judged().verdicts())
        .extracting(Verdict::subject)
        .contains("cases without a reference, judged for faithfulness alone");
  }

  @Test
  void fewCasesAreRefusedBeforeAnybodyIsAsked() throws Exception {
    YourAnswers yours = yours(Askings.cases(19, true, true));

    assertThat(yours.usable(NOWHERE).toString())
        .contains("INCONCLUSIVE", "19 cases, where gates/baseline.yaml asks for 20");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"query_id\": \"q0\", \"query\": \" \"} | line 2, /query: must not be blank",
        "{\"query_id\": \"q9\", \"query\": \"a\"} | line 2, /query_id: \"q9\" is on line 1 already",
        "{\"query_id\": \"q0\", \"query\": | line 2, column",
        "{\"query_id\": \"q0\", \"query\": \"a\", \"evidence\": \"p1\"} | line 2, /evidence: must be an array",
      })
  void badCasesAreOneErrorWithFileAndLine(String lineAndMessage) throws Exception {
    String[] parts = lineAndMessage.split(" \\| ", 2);
    Path file =
        Files.writeString(
            folder.resolve("cases.jsonl"),
            "{\"query_id\": \"q9\", \"query\": \"a\"}\n" + parts[0] + "\n");

    assertThat(yours(file, new Askings()).readable().toString())
        .contains("INCONCLUSIVE", "cases.jsonl, " + parts[1]);
  }

  private record Outcome(Finding passages, Finding judged, Finding answers) {

    List<Verdict> obstacles() {
      return passages.and(judged).and(answers).obstacles();
    }
  }

  @SafeVarargs
  private Outcome run(List<Case> cases, Function<Case, Answer>... askings) throws Exception {
    Askings pipeline = new Askings();
    List.of(askings).forEach(pipeline::then);
    ChangedAnswers answers = new ChangedAnswers(yours(file(cases), pipeline));
    answers.askBefore(NOWHERE);
    return new Outcome(answers.passages(NOWHERE), answers.judged(), answers.answers());
  }

  private YourAnswers yours(List<Case> cases) throws Exception {
    return yours(file(cases), new Askings());
  }

  private YourAnswers yours(Path cases, Askings pipeline) {
    ByCommand nobody =
        new ByCommand(
            List.of("nobody"), folder, "DSN", DsnForm.VARIABLE, List.of(), Duration.ofSeconds(1));
    return new YourAnswers(
        new AnswersPlan.Asked(cases, nobody, atLeast(-0.02), atLeast(-0.1)),
        read -> pipeline,
        RunJudge.of(new CountingJudge(events, Optional.of(DOUBTED)), rules(), Path.of("")),
        PLAN,
        Clock.systemUTC(),
        events::add);
  }

  private JudgeConfig rules() {
    JudgeConfig shipped = PLAN.judge();
    ModelConfig model = shipped.model();
    return new JudgeConfig(
        shipped.labelledPairs(),
        shipped.fewestPairs(),
        shipped.kappa(),
        new ModelConfig(model.askedAgain(), model.call(), rounds));
  }

  private static Threshold<Double> atLeast(double limit) {
    return new Threshold<>(Threshold.Direction.AT_LEAST, limit, Optional.empty());
  }

  private Path file(List<Case> cases) throws Exception {
    List<String> lines = new ArrayList<>();
    for (Case each : cases) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("query_id", each.queryId());
      line.put("query", each.query());
      line.put("gt_answer", each.hasReference() ? each.gtAnswer() : null);
      line.put("evidence", each.evidence());
      lines.add(new JsonMapper().writeValueAsString(line));
    }
    return Files.write(folder.resolve("cases.jsonl"), lines);
  }

  private static Function<Case, Answer> good() {
    return question -> new Answer(Askings.fact(number(question)), Askings.passages(question));
  }

  /** Says what stands in its own passage. */
  private static Function<Case, Answer> faithful() {
    return question -> new Answer("Text of p" + number(question) + ".", Askings.passages(question));
  }

  private static Function<Case, Answer> paraphrasing(
      Random random, Function<Case, List<String>> passages) {
    return question ->
        new Answer(
            (random.nextDouble() < 0.3 ? "In other words: " : "") + Askings.fact(number(question)),
            passages.apply(question));
  }

  /** Every n-th case does not find the passages that hold its answer. */
  private static Function<Case, Answer> withoutItsPassage(int every) {
    return question ->
        number(question) % every == 0
            ? new Answer("I do not know.", List.of("x" + number(question), "y" + number(question)))
            : good().apply(question);
  }

  /** Every n-th case finds the passages of no use the other way round. */
  private static Function<Case, Answer> otherOrder(int every, boolean worse) {
    return question -> {
      int n = number(question);
      return n % every == 0
          ? new Answer(
              worse ? "Nobody knows." : Askings.fact(n),
              List.of("p" + n, "y" + n, "p" + (n + 1), "x" + n))
          : good().apply(question);
    };
  }

  /** Every n-th case finds its passages in another order and adds what the judge doubts later. */
  private static Function<Case, Answer> doubtful(int every) {
    return question -> {
      int n = number(question);
      Answer same = otherOrder(every, false).apply(question);
      return n % every == 0
          ? new Answer(same.response() + " Number " + n + DOUBTED, same.passages())
          : same;
    };
  }

  private static int number(Case question) {
    return Integer.parseInt(question.queryId().substring(1));
  }

  private static List<String> failed(Finding finding) {
    return finding.obstacles().stream().map(Verdict::subject).toList();
  }

  private long calls() {
    return events.stream().filter("call"::equals).count();
  }
}
