package dev.redline.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementsTest {

  private static final Verdict LOW = Verdict.fail("recall", "0.1", "at least 0.2", "look at it");

  private static final Verdict UNKNOWN =
      Verdict.inconclusive("p95", "too few", "100 searches", "run it again");

  private final Judgements judgements = new Judgements();

  @Test
  void noneMadeIsInconclusive() {
    assertThat(judgements.all().obstacles())
        .singleElement()
        .satisfies(none -> assertThat(none.status()).isEqualTo(Status.INCONCLUSIVE));
  }

  @Test
  void oneThatDidNotPassIsTheOutcomeWithItsVerdicts() {
    judgements.passed();
    judgements.failed("Recall stays above its red line", List.of(LOW));

    assertThat(judgements.firstFailed()).hasValue("Recall stays above its red line");
    assertThat(judgements.all().obstacles())
        .contains(LOW)
        .first()
        .asString()
        .contains("1 passed, not passed: Recall stays above its red line");
  }

  @Test
  void whereNoneSaysThatAPromiseIsBrokenTheOutcomeIsInconclusive() {
    judgements.failed("Searches are not slower", List.of(UNKNOWN));
    assertThat(judgements.all().obstacles().get(0).status()).isEqualTo(Status.INCONCLUSIVE);

    judgements.failed("Searches are not slower", List.of(UNKNOWN));
    judgements.failed("Recall stays above its red line", List.of(LOW));
    assertThat(judgements.all().obstacles().get(0).status()).isEqualTo(Status.FAIL);
  }

  @Test
  void whatWasAskedForIsJudgedNoSecondTime() {
    judgements.failed("Recall stays above its red line", List.of(LOW));
    judgements.all();
    judgements.passed();

    assertThat(judgements.all().passed()).isTrue();
    assertThat(judgements.firstFailed()).isEmpty();
  }
}
