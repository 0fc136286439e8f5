package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.groups.Tuple.tuple;

import dev.redline.verdict.BeforeAfter;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Figures;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Plot;
import dev.redline.verdict.Verdict;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StepResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateRecordTest {

  private static final Verdict PASS = Verdict.pass("health", "answers", "answers");
  private static final Verdict FAIL = Verdict.fail("f1", "0.1", "at least 0.2", "look");
  private static final Verdict UNCLEAR = Verdict.inconclusive("recall", "none", "0.9", "measure");
  private static final Verdict PAUSED =
      new Verdict(
          dev.redline.verdict.Status.PAUSED, "restart", "no", "approved", Optional.empty(), "ask");

  @TempDir private Path metrics;

  private final AllureInMemory allure = new AllureInMemory();

  @AfterEach
  void giveAllureBack() {
    allure.close();
  }

  @Test
  void aFindingThatPassesLetsTheGateGoOn() {
    assertThatCode(() -> gateRecord().require(Finding.of(PASS))).doesNotThrowAnyException();
  }

  @Test
  void everyObstacleStandsInTheFailureAndNoPassDoes() {
    assertThatThrownBy(() -> gateRecord().require(Finding.of(List.of(FAIL, PASS, UNCLEAR, PAUSED))))
        .isInstanceOf(GateFailure.class)
        .hasMessage(FAIL + "\n" + UNCLEAR + "\n" + PAUSED)
        .extracting(failure -> ((GateFailure) failure).verdicts())
        .isEqualTo(List.of(FAIL, UNCLEAR, PAUSED));
  }

  @Test
  void anInconclusiveFindingDoesNotLetTheGateGoOn() {
    assertThatThrownBy(() -> gateRecord().require(Finding.of(List.of(PAUSED, UNCLEAR))))
        .isInstanceOf(GateInconclusive.class)
        .hasMessageContaining("INCONCLUSIVE");
  }

  @Test
  void aPausedFindingWaitsForAPersonAndIsNoFailure() {
    assertThatThrownBy(() -> gateRecord().require(Finding.of(List.of(PASS, PAUSED))))
        .isInstanceOf(GatePaused.class)
        .hasMessage(PAUSED.toString());
  }

  /** In a terminal they would move the cursor, in a report turn what follows. */
  @Test
  void whatHidesOrReordersTextIsShownByItsNumber() {
    String name = "t\u001B[2J\u202Eexe";
    Finding failed =
        Finding.of(
            Verdict.fail(name, name, name, name),
            Evidence.of(
                "plot",
                new Plot(
                    "p",
                    name,
                    "y",
                    List.of(new Plot.Line(name, List.of(new Plot.Point(1, 2, "")))))));

    Throwable thrown = catchThrowable(() -> gateRecord().require(failed));

    assertThat(List.of(String.valueOf(thrown.getMessage()), allure.everything()))
        .allMatch(text -> text.contains("t\\u001B[2J\\u202Eexe"))
        .noneMatch(text -> text.contains("\u001B") || text.contains("\u202E"));
  }

  @Test
  void everyVerdictIsAStepOfTheReportWithItsStatus() {
    gateRecord().note(Finding.of(List.of(PASS, FAIL, UNCLEAR, PAUSED)));

    assertThat(allure.result().getSteps())
        .extracting(StepResult::getName, StepResult::getStatus)
        .containsExactly(
            tuple(PASS.toString(), Status.PASSED),
            tuple(FAIL.toString(), Status.FAILED),
            tuple(UNCLEAR.toString(), Status.BROKEN),
            tuple(PAUSED.toString(), Status.BROKEN));
  }

  @Test
  void aFailureIsOnRecordBeforeItIsThrown() {
    Throwable failure =
        catchThrowable(() -> gateRecord().require(Finding.of(FAIL, Evidence.of("why", "text"))));

    assertThat(failure).isInstanceOf(GateFailure.class);
    assertThat(allure.result().getSteps()).hasSize(1);
    assertThat(allure.attachment("why")).isEqualTo("text");
  }

  @Test
  void evidenceWithAFileIsKeptThereAndAttached() {
    gateRecord().note(Finding.of(PASS, Evidence.kept("rows", "deep/rows.json", Map.of("t", 3))));

    assertThat(metrics.resolve("deep/rows.json")).content().contains("\"t\" : 3");
    assertThat(allure.attachment("rows")).contains("\"t\" : 3");
  }

  @Test
  void evidenceWithoutFileIsAttachedAsTextOrAsJsonAndKeptNowhereElse() {
    gateRecord()
        .note(Finding.of(PASS, Evidence.of("as text", "t"), Evidence.of("as json", List.of(1))));

    assertThat(allure.result().getAttachments())
        .extracting(Attachment::getName, Attachment::getType)
        .containsExactly(tuple("as text", "text/plain"), tuple("as json", "application/json"));
    assertThat(allure.attachment("as text")).isEqualTo("t");
    assertThat(allure.attachment("as json")).isEqualTo("[ 1 ]");
    assertThat(metrics).isEmptyDirectory();
  }

  @Test
  void aPictureIsAttachedWithItsFiguresInATable() {
    Plot plot =
        new Plot(
            "p95",
            "run",
            "ms",
            List.of(new Plot.Line("a, \"b\"", List.of(new Plot.Point(1, 2.5, "")))));

    gateRecord().note(Finding.of(PASS, Evidence.of("latency", plot)));

    assertThat(allure.result().getAttachments())
        .extracting(Attachment::getName, Attachment::getType)
        .containsExactly(tuple("latency", "image/svg+xml"), tuple("latency, figures", "text/csv"));
    assertThat(allure.attachment("latency")).contains("<path");
    assertThat(allure.attachment("latency, figures"))
        .isEqualTo("\"run\",\"a, \"\"b\"\", ms\"\r\n\"1\",\"2.5\"\r\n");
  }

  @Test
  void noSecretOfASettingReachesTheReportTheFilesTheFiguresOrTheFailure() throws Exception {
    List<Finding> told = new ArrayList<>();
    Verdict verdict =
        Verdict.fail(
            "app.token = 'ZXQJ'", "app.token = 'ZXQJ'", "app.token=ZXQJ", "app.token=ZXQJ");
    Finding finding =
        Finding.of(
            verdict,
            Evidence.of("postgresql.conf", "jit = off\napp.api_key = 'ZXQJ'\n"),
            Evidence.of("one setting", new SomeSetting("app.api_key", "ZXQJ", "ZXQJ", "string")),
            Evidence.of("by name", Map.of("app.api_key", "ZXQJ", "work_mem", "4MB")),
            Evidence.of(
                "figures", Figures.of(new BeforeAfter("x", Optional.empty(), "app.token=ZXQJ"))),
            Evidence.kept("kept", "kept.json", List.of(Map.of("text", "app.token=ZXQJ"))));
    GateRecord gateRecord = new GateRecord(new EvidenceStore(metrics), told::add);

    assertThatThrownBy(() -> gateRecord.require(finding))
        .hasMessageContaining("app.token = '***'")
        .hasMessageNotContaining("ZXQJ");
    assertThat(gateRecord.pause(verdict)).hasMessageNotContaining("ZXQJ");
    assertThat(gateRecord.inconclusive(verdict)).hasMessageNotContaining("ZXQJ");
    assertThat(new GateBroken(new IllegalStateException("app.token=ZXQJ"), "app.token=ZXQJ"))
        .hasMessageNotContaining("ZXQJ");

    assertThat(allure.attachment("postgresql.conf")).isEqualTo("jit = off\napp.api_key = '***'\n");
    assertThat(allure.attachment("one setting")).contains("app.api_key", "string", "***");
    assertThat(allure.attachment("by name")).contains("4MB", "***");
    assertThat(told.get(0).toString()).contains("***");
    assertThat(told.get(0).verdicts().toString()).doesNotContain("ZXQJ");
    assertThat(allure.everything()).doesNotContain("ZXQJ");
    assertThat(metrics.resolve("kept.json")).content().contains("***").doesNotContain("ZXQJ");
  }

  private record SomeSetting(String name, String setting, String display, String type) {}

  private GateRecord gateRecord() {
    return new GateRecord(new EvidenceStore(metrics));
  }
}
