package dev.redline.phase.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.plan.value.Threshold;
import dev.redline.rag.evaluation.LabelledSample;
import dev.redline.rag.evaluation.PeoplesLabels;
import dev.redline.rag.evaluation.RagFile;
import dev.redline.rag.metric.Metric;
import dev.redline.rag.metric.Scores;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import dev.redline.workload.AcceptedBaseline;
import dev.redline.workload.AcceptedFloors;
import dev.redline.workload.OfflineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A red line is held against what people would say, once they have labelled enough answers. */
class PeoplesScoresTest {

  private static final int ANSWERS = 200;

  @TempDir private Path folder;
  private Path file;
  private List<LabelledSample.ToLabel> order;

  /** The judge finds every answer right, whatever people say. */
  @BeforeEach
  void answer() throws IOException {
    String results =
        IntStream.range(0, ANSWERS)
            .mapToObj(
                i ->
                    """
                    {"query_id": "q%1$d", "query": "Q%1$d?", "gt_answer": "G.", "response": "R%1$d.",
                     "response_claims": [["R", "is", "x"]], "gt_answer_claims": [["G", "is", "x"]],
                     "answer2response": ["Entailment"], "response2answer": ["Entailment"],
                     "retrieved2response": [[]], "retrieved2answer": [[]]}"""
                        .formatted(i))
            .collect(Collectors.joining(",\n"));
    file = Files.writeString(folder.resolve("answers.json"), "{\"results\": [" + results + "]}");
    order = sample().next();
  }

  @Test
  void aJudgeThatPraisesEverythingPassesNothingThatPeopleFindWrong() throws IOException {
    label(40, i -> i % 20 == 0 ? 1 : 0);

    Verdict verdict = precision().verdicts().get(0);

    assertThat(verdict.status()).isEqualTo(Status.FAIL);
    assertThat(verdict.subject())
        .contains("that people would give over questions like these (40 of 200 answers labelled");
    assertThat(verdict.observed()).startsWith("0.0500, 95 % interval -0.0");
  }

  @Test
  void whatPeopleFindRightPasses() throws IOException {
    label(40, i -> i % 4 == 0 ? 0 : 1);

    Finding finding = precision();

    assertThat(finding.passed()).isTrue();
    assertThat(finding.verdicts().get(0).observed()).startsWith("0.7500, 95 % interval 0.5");
    assertThat(finding.evidence().toString()).contains("what the judge alone says");
  }

  @Test
  void anIntervalThatHoldsBothSidesOfTheLineIsInconclusive() throws IOException {
    label(40, i -> i % 5 == 0 ? 1 : 0);

    Verdict verdict = precision().verdicts().get(0);

    assertThat(verdict.status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(verdict.next().toString()).contains("label more answers, in the order of the list");
  }

  @ParameterizedTest
  @CsvSource({"0.95, PASS", "0.7, INCONCLUSIVE", "0.5, FAIL"})
  void aRedLineThatMustNotBeExceededIsHeldAgainstTheSameInterval(double most, Status status)
      throws IOException {
    label(40, i -> i % 4 == 0 ? 0 : 1);
    Threshold<Double> line = new Threshold<>(Threshold.Direction.AT_MOST, most, Optional.empty());

    Verdict verdict =
        new PeoplesScores(sample(), 0.05)
            .redLine("precision", Scores::precision, Metric.PRECISION, line)
            .orElseThrow();

    assertThat(verdict.status()).isEqualTo(status);
    assertThat(verdict.required()).startsWith("at most 0.");
  }

  @Test
  void fewerLabelsThanThirtyLeaveTheRedLineToTheJudge() throws IOException {
    label(29, i -> 0);

    assertThat(precision().verdicts().get(0).subject()).isEqualTo("precision");
  }

  @Test
  void labelsCountUpToTheFirstAnswerThatLacksOne() throws IOException {
    Files.createDirectories(folder.resolve("labels"));
    String lines =
        IntStream.range(0, 60)
            .filter(i -> i != 10)
            .mapToObj(i -> line(i, 1))
            .collect(Collectors.joining());
    Files.writeString(folder.resolve("labels/anna.jsonl"), lines);

    assertThat(sample().people()).hasSize(10);
    assertThat(sample().next().get(0).queryId()).isEqualTo(order.get(10).queryId());
  }

  @Test
  void aLabelOfAnotherAnswerDoesNotCount() throws IOException {
    label(40, i -> 1);
    Files.writeString(file, Files.readString(file).replace("\"R", "\"Not R"));

    assertThat(sample().people()).isEmpty();
  }

  /** Answers change, and who labels them adds to the same file. */
  @Test
  void aFileMayHoldLabelsOfEarlierAnswersToTheSameQuestions() throws IOException {
    label(40, i -> 1);
    Path labels = folder.resolve("labels/people.jsonl");
    String now = Files.readString(labels);
    Files.writeString(labels, now.replaceAll("\"answer\": \"....", "\"answer\": \"0000") + now);

    assertThat(sample().people()).hasSize(40);
  }

  @Test
  void anAnswerThatAFileLabelsTwiceIsNamedWithBothLines() throws IOException {
    label(31, i -> 1);
    Path labels = folder.resolve("labels/people.jsonl");
    Files.writeString(labels, Files.readString(labels) + line(2, 0));

    assertThat(precision().verdicts().get(0).observed())
        .contains("line 32, /query_id: this answer to \"")
        .contains("is labelled on line 3 already; keep one of the two");
  }

  @Test
  void aLabelOutOfRangeIsNamedWithItsLine() throws IOException {
    label(31, i -> i == 30 ? 2 : 1);

    Verdict verdict = precision().verdicts().get(0);

    assertThat(verdict.status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(verdict.observed())
        .contains("labels/people.jsonl, line 31, /precision: must be from 0 to 1, is 2");
  }

  @Test
  void theListOfAnswersToLabelHoldsWhatItTakesToLabelThem() {
    assertThat(order).hasSize(100);
    assertThat(order.get(0).answerClaims())
        .containsExactly(new LabelledSample.JudgedClaim("R is x", "Entailment", List.of()));
    assertThat(order.get(0).expectedClaims()).hasSize(1);
    assertThat(sample().list().why()).startsWith("The first 30 are worth most");
    assertThat(order).extracting(LabelledSample.ToLabel::queryId).isNotEqualTo(List.of("q0", "q1"));
    assertThat(run().evaluation().evidence().toString())
        .contains("answers for people to label, in this order");
  }

  @Test
  void anAnswerThatIsLabelledAlreadyIsNotListedAgain() throws IOException {
    label(3, i -> 1);
    Files.writeString(
        folder.resolve("labels/people.jsonl"),
        Files.readString(folder.resolve("labels/people.jsonl")).lines().skip(1).findFirst().get());

    assertThat(sample().people()).as("the first lacks one").isEmpty();
    assertThat(sample().next())
        .extracting(LabelledSample.ToLabel::queryId)
        .contains(order.get(0).queryId(), order.get(2).queryId())
        .doesNotContain(order.get(1).queryId());
  }

  @Test
  void redLinesAreMadeOfWhatPeopleWouldGiveAndHeldInTheSameRun() throws IOException {
    label(40, i -> i % 4 == 0 ? 0 : 1);

    Finding made = run(Map.of("accept", "floors")).precision();

    assertThat(made.passed()).isTrue();
    assertThat(made.verdicts().get(0).observed())
        .contains("accepted: ", "the least that people would give, 95 % interval, 40 of 200");
    assertThat(Files.readString(folder.resolve("red-lines.yaml")))
        .startsWith("judges:\n  labels: # accepted ")
        .containsPattern("precision: \\{at_least: 0\\.5\\d+}");
  }

  @Test
  void tooFewLabelsMakeNoRedLinesAndSayHowToGetThem() throws IOException {
    label(29, i -> 1);

    Verdict verdict = run(Map.of("accept", "floors")).precision().verdicts().get(0);

    assertThat(verdict.status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(verdict.next().toString())
        .contains("metrics/labels/to_label.json", "-Dgroups=redline -Daccept=floors");
    assertThat(folder.resolve("red-lines.yaml")).doesNotExist();
  }

  private LabelledSample sample() {
    return LabelledSample.of(
        RagFile.read(file).results(), PeoplesLabels.in(folder.resolve("labels")));
  }

  private void label(int count, IntUnaryOperator score) throws IOException {
    Files.createDirectories(folder.resolve("labels"));
    Files.writeString(
        folder.resolve("labels/people.jsonl"),
        IntStream.range(0, count)
            .mapToObj(i -> line(i, score.applyAsInt(i)))
            .collect(Collectors.joining()));
  }

  private String line(int i, int score) {
    return "{\"query_id\": \"%s\", \"answer\": \"%s\", \"precision\": %d, \"recall\": %d}\n"
        .formatted(order.get(i).queryId(), order.get(i).answer(), score, score);
  }

  private Finding precision() {
    return run().precision();
  }

  private EvaluationRun run() {
    return run(Map.of());
  }

  private EvaluationRun run(Map<String, String> properties) {
    Plan plan = Plan.load(Path.of("gates"));
    return new EvaluationRun(
        plan,
        Optional.of(new GivenFile(file, Optional.empty())),
        OfflineRun.judge(plan),
        Optional.empty(),
        AcceptedBaseline.in(folder, Map.of(), () -> "abc", path -> {}, Clock.systemUTC()),
        AcceptedFloors.in(folder, properties, () -> "abc", Clock.systemUTC()),
        folder.resolve("labels"),
        Clock.systemUTC());
  }
}
