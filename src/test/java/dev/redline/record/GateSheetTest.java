package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.SeverityLevel;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Link;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the report shows a gate. */
class GateSheetTest {

  private final AllureInMemory allure = new AllureInMemory();

  @AfterEach
  void giveAllureBack() {
    allure.close();
  }

  @Test
  void itsNameBeginsWithItsPlaceInTheRunAndItsSeverityIsWhatBreaks() {
    GateSheet.begin(7, "The server restarts", "the change", SeverityLevel.BLOCKER);

    assertThat(allure.result().getName()).isEqualTo("007  The server restarts");
    assertThat(allure.result().getLabels())
        .extracting(Label::getName, Label::getValue)
        .contains(
            org.assertj.core.groups.Tuple.tuple("severity", "blocker"),
            org.assertj.core.groups.Tuple.tuple("story", "the change"));
  }

  @Test
  void aGateWithNothingToDoSaysSoInItsTitle() {
    GateSheet.begin(7, "The server restarts", "the change", SeverityLevel.BLOCKER);
    GateSheet.nothingToDo("every planned value is in force");

    assertThat(allure.result().getName())
        .isEqualTo("007  The server restarts  [nothing to do: every planned value is in force]");
  }

  @Test
  void aHotFixIsLinked() {
    GateSheet.hotFix(Path.of("metrics/hotfix/HF-1.md"));

    assertThat(allure.result().getLinks())
        .extracting(Link::getUrl)
        .containsExactly("../../metrics/hotfix/HF-1.md");
  }
}
