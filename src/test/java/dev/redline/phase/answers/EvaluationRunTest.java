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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationRunTest {

  private static final Plan PLAN = Plan.load(Path.of("gates"));

  @TempDir private Path folder;
  private Path file;
  private EvaluationRun run;

  @BeforeEach
  void giveAnswers() throws IOException {
    file =
        Files.writeString(
            folder.resolve("answers.json"),
            """
            {"results": [
              {"query_id": "q1", "query": "How large?", "gt_answer": "8 GB.", "response": "8 GB."}]}
            """);
    run =
        new EvaluationRun(
            PLAN,
            Optional.of(new GivenFile(file, Optional.empty())),
            OfflineRun.judge(PLAN),
            Optional.empty(),
            AcceptedBaseline.in(folder, Map.of(), () -> "abc", path -> {}, Clock.systemUTC()),
            AcceptedFloors.in(folder, Map.of(), () -> "abc", Clock.systemUTC()),
            folder.resolve("labels"),
            Clock.systemUTC());
  }

  @Test
  void aFileThatChangesBetweenTwoGatesIsInconclusiveInEachOfThem() throws IOException {
    assertThat(run.input().passed()).isTrue();
    Files.writeString(file, Files.readString(file).replace("large", "small"));
    assertRefused(run.evaluation(), "answers.json: has changed since it was checked");
    assertRefused(run.f1(), "answers.json: has changed since it was checked");
  }

  @Test
  void aBrokenFileIsInconclusiveWhicheverGateIsTheFirst() throws IOException {
    Files.writeString(file, "{}");
    assertRefused(run.regression(), "has no \"results\"");
  }

  private static void assertRefused(Finding finding, String problem) {
    Verdict verdict = finding.verdicts().get(0);
    assertThat(verdict.status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(verdict.subject()).isEqualTo("answers to evaluate");
    assertThat(verdict.observed()).contains(problem);
  }
}
