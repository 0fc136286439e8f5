package dev.redline.phase.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
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
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Base branch and head in one run, question by question. */
class TwoFilesTest {

  private static final Plan PLAN = Plan.load(Path.of("gates"));

  @TempDir private Path folder;

  @Test
  void answersThatGotWorsePauseAndTheReportSaysWhatTheyDifferIn() throws IOException {
    write("base.json", i -> true, "minilm");
    write("head.json", i -> i % 2 == 0, "hashing");

    Finding finding = run().regression();

    assertThat(finding.passed()).isFalse();
    assertThat(finding.obstacles())
        .allMatch(verdict -> verdict.status() == Status.PAUSED)
        .first()
        .extracting(Verdict::subject)
        .asString()
        .contains("against the answers in " + folder.resolve("base.json"));
    assertThat(finding.evidence().toString())
        .contains("embedder: minilm, now hashing", "chunker: not stated, now 512 tokens");
  }

  @Test
  void answersThatAreAsGoodPassWithoutAnAcceptedBaseline() throws IOException {
    write("base.json", i -> i != 3, "minilm");
    write("head.json", i -> true, "minilm");

    assertThat(run().regression().passed()).isTrue();
  }

  @Test
  void answersThatAreAsGoodAreAcceptedWhereThatIsAskedForAndWorseOnesAreNot() throws IOException {
    write("base.json", i -> true, "minilm");
    write("head.json", i -> i % 2 == 0, "minilm");
    assertThat(run(Map.of("accept", "baseline")).regression().passed()).isFalse();
    assertThat(folder.resolve("baselines")).doesNotExist();

    write("head.json", i -> true, "minilm");
    assertThat(run(Map.of("accept", "baseline")).regression().passed()).isTrue();
    assertThat(folder.resolve("baselines/people.json")).exists();
  }

  @Test
  void otherQuestionsCannotBeCompared() throws IOException {
    write("base.json", i -> true, "minilm");
    write("head.json", i -> true, "minilm");
    Path base = folder.resolve("base.json");
    Files.writeString(base, Files.readString(base).replace("How large, 7?", "How small, 7?"));

    Verdict verdict = run().regression().verdicts().get(0);

    assertThat(verdict.status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(verdict.observed())
        .contains("question q7: baseline How small, 7?, now How large, 7?");
    assertThat(verdict.next())
        .contains("two files with answers to the same questions")
        .doesNotContain("-Daccept=baseline");
  }

  @Test
  void aBaseThatCannotBeReadIsInconclusive() throws IOException {
    write("head.json", i -> true, "minilm");

    Verdict verdict = run().input().verdicts().get(0);

    assertThat(verdict.status()).as("before a judge is asked").isEqualTo(Status.INCONCLUSIVE);
    assertThat(verdict.observed()).contains("base.json: there is no such file");
  }

  @Test
  void goldPassagesGiveRetrievalMetricsWithoutAJudge() throws IOException {
    write("base.json", i -> true, "minilm");
    write("head.json", i -> true, "minilm");

    assertThat(run().evaluation().evidence().toString())
        .contains("RetrievalScore[questions=40, mean=RetrievalMetrics[hit=1.0, recall=1.0")
        .contains("reciprocalRank=0.5");
  }

  private EvaluationRun run() {
    return run(Map.of());
  }

  private EvaluationRun run(Map<String, String> accept) {
    Map<String, String> properties =
        Map.of(
            "eval.input", "head.json",
            "eval.against", "base.json",
            "eval.judge", "people@1");
    return new EvaluationRun(
        PLAN,
        GivenFile.in(properties, folder),
        OfflineRun.judge(PLAN),
        Optional.empty(),
        AcceptedBaseline.in(folder, accept, () -> "abc", path -> {}, Clock.systemUTC()),
        AcceptedFloors.in(folder, Map.of(), () -> "abc", Clock.systemUTC()),
        folder.resolve("labels"),
        Clock.systemUTC());
  }

  private void write(String file, IntPredicate right, String embedder) throws IOException {
    String results =
        IntStream.range(0, 40)
            .mapToObj(i -> result(i, right.test(i) ? "Entailment" : "Neutral"))
            .collect(Collectors.joining(",\n"));
    String chunker = file.startsWith("head") ? ", \"chunker\": \"512 tokens\"" : "";
    Files.writeString(
        folder.resolve(file),
        "{\"pipeline\": {\"embedder\": \"%s\"%s}, \"results\": [%s]}"
            .formatted(embedder, chunker, results));
  }

  private static String result(int i, String label) {
    return """
        {"query_id": "q%1$d", "query": "How large, %1$d?", "gt_answer": "G.", "response": "R.",
         "evidence": ["d1"],
         "retrieved_context": [{"doc_id": "d0", "text": "T0"}, {"doc_id": "d1", "text": "T1"}],
         "response_claims": [["R", "is", "x"]], "gt_answer_claims": [["G", "is", "x"]],
         "answer2response": ["%2$s"], "response2answer": ["%2$s"],
         "retrieved2response": [["Neutral", "%2$s"]], "retrieved2answer": [["Neutral", "%2$s"]]}"""
        .formatted(i, label);
  }
}
