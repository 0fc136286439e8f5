package dev.redline.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTest {

  private static final Verdict PASS = Verdict.pass("health", "answers", "answers");
  private static final Verdict FAIL = Verdict.fail("f1", "0.1", "at least 0.2", "look");
  private static final Verdict UNCLEAR = Verdict.inconclusive("recall", "none", "0.9", "measure");

  @Test
  void aFindingThatJudgesNothingIsRefused() {
    assertThatThrownBy(() -> Finding.of(List.of(), Evidence.of("settings", "text")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("judges nothing");
  }

  @Test
  void aFindingPassesIfEveryVerdictDoes() {
    assertThat(Finding.of(List.of(PASS, PASS)).passed()).isTrue();
  }

  @Test
  void oneFailureAmongPassesStandsInTheWay() {
    Finding finding = Finding.of(List.of(PASS, FAIL, PASS));

    assertThat(finding.passed()).isFalse();
    assertThat(finding.obstacles()).containsExactly(FAIL);
  }

  @Test
  void anInconclusiveVerdictStandsInTheWayAsWell() {
    Finding finding = Finding.of(List.of(PASS, UNCLEAR));

    assertThat(finding.passed()).isFalse();
    assertThat(finding.obstacles()).containsExactly(UNCLEAR);
  }

  @Test
  void twoFindingsTogetherKeepVerdictsAndEvidenceOfBothInOrder() {
    Evidence first = Evidence.of("before", "1");
    Evidence second = Evidence.kept("after", "after.json", "2");

    Finding both = Finding.of(PASS, first).and(Finding.of(FAIL, second));

    assertThat(both.verdicts()).containsExactly(PASS, FAIL);
    assertThat(both.evidence()).containsExactly(first, second);
  }

  @Test
  void aFindingDoesNotChangeWithTheListThatItWasMadeFrom() {
    List<Verdict> verdicts = new ArrayList<>(List.of(FAIL));
    Finding finding = Finding.of(verdicts);

    verdicts.set(0, PASS);

    assertThat(finding.obstacles()).containsExactly(FAIL);
  }
}
