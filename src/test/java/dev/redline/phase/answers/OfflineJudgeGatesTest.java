package dev.redline.phase.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.PreparedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An offline judge counts only as far as people agree with it. */
class OfflineJudgeGatesTest {

  private static final String TRUST = "The judge of the given answers can be trusted";

  @TempDir Path home;
  private Path gates;
  private EvaluationTrial trial;

  @BeforeEach
  void prepare() throws Exception {
    gates = home.resolve("gates");
    PreparedServer.run("cp", "-r", Path.of("gates").toString(), gates.toString());
    trial = EvaluationTrial.in(home).planned(gates).unlabelled(20).property("accept", "baseline");
  }

  @Test
  void itsAgreementWithPeopleIsOnRecordWithEveryEvaluation() throws IOException {
    assertThat(trial.run().failed()).isEmpty();
    Path kept = trial.evidence("judge_agreement").get(0);
    assertThat(kept.getFileName().toString()).startsWith("offline@5-");
    assertThat(Files.readString(kept))
        .contains("\"judge\"", "offline@5-", "\"sha256\"", "\"heldOut\"", "\"kappa\"")
        .contains("\"confusion\"", "\"unsupported_addition\"", "\"wrong_number\"");
  }

  @Test
  void belowTheFloorOfKappaNothingIsSaidAboutTheAnswers() throws IOException {
    edit("kappa: {at_least: 0.6", "kappa: {at_least: 0.99");
    GateOutcomes outcomes = trial.run();
    assertThat(outcomes.failed()).containsOnlyKeys(TRUST);
    assertThat(outcomes.message())
        .startsWith("INCONCLUSIVE: kappa of judge offline@5-")
        .contains("observed 0.", "required at least 0.9900", "-Djudge=bedrock");
    assertThat(trial.evidence("baseline_evaluations")).isEmpty();
    assertThat(trial.evidence("judge_agreement")).hasSize(1);
  }

  @Test
  void labelsThatAreAllWrongRefuseTheJudge() throws IOException {
    Path pairs = Path.of("fixtures/judge/labelled-pairs.jsonl");
    Path swapped = Files.createDirectories(Path.of("target/swapped")).resolve("pairs.jsonl");
    Files.writeString(
        swapped,
        Files.readString(pairs)
            .replace("\"Entailment\"", "\"X\"")
            .replace("\"Contradiction\"", "\"Entailment\"")
            .replace("\"X\"", "\"Contradiction\""));
    edit("fixtures/judge/labelled-pairs.jsonl", "target/swapped/pairs.jsonl");
    assertThat(trial.run().message()).startsWith("INCONCLUSIVE: kappa of judge offline@5-");
  }

  @Test
  void tooFewPairsSayNothing() throws IOException {
    edit("pairs: {at_least: 100}", "pairs: {at_least: 1000}");
    assertThat(trial.run().message())
        .startsWith("INCONCLUSIVE: held-out pairs that judge offline@5-")
        .contains("required at least 1000");
  }

  @Test
  void aMissingFileOfPairsIsNamed() throws IOException {
    edit("labelled-pairs.jsonl", "no-pairs.jsonl");
    assertThat(trial.run().message())
        .startsWith("INCONCLUSIVE: labelled pairs: observed ")
        .contains("no-pairs.jsonl: there is no such file");
  }

  @Test
  void labelsInTheFileNeedNoJudge() throws IOException {
    edit("kappa: {at_least: 0.6", "kappa: {at_least: 0.99");
    assertThat(trial.labelled(20, 20).run().failed()).isEmpty();
    assertThat(trial.evidence("judge_agreement")).isEmpty();
  }

  private void edit(String found, String with) throws IOException {
    Path file = gates.resolve("judge.yaml");
    String text = Files.readString(file);
    assertThat(text).contains(found);
    Files.writeString(file, text.replace(found, with));
  }
}
