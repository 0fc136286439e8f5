package dev.redline.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected figures were computed with SciPy 1.17.1, or by hand where that is said. */
class PairedComparisonTest {

  private static final long SEED = 1070;

  private static final List<Double> TWELVE =
      List.of(0.0, -0.25, 0.1, -0.5, 0.05, -0.1, 0.2, -0.3, 0.15, -0.05, -0.4, 0.0);

  /** Most questions do not move, as after a change that hardly touches retrieval. */
  private static final List<Double> THIRTY =
      List.of(
          0.0, 0.0, 0.0, -1 / 3.0, 0.0, 0.0, -0.5, 0.0, 0.0, 0.2, 0.0, 0.0, 0.0, -1.0, 0.0, 0.0,
          0.0, 0.25, 0.0, 0.0, -0.25, 0.0, 0.0, 0.0, 0.0, 0.0, -0.6, 0.0, 0.0, 0.0);

  private static final List<Double> FORTY =
      List.of(
          -0.05, 0.01, -0.105, -0.228, -0.141, -0.248, -0.038, 0.218, -0.148, -0.174, 0.048, 0.021,
          -0.029, -0.236, -0.056, 0.089, -0.319, -0.142, -0.43, -0.308, -0.418, -0.097, -0.303,
          0.004, -0.019, -0.087, -0.553, -0.158, -0.06, -0.027, -0.356, -0.146, -0.246, -0.212,
          0.162, -0.212, -0.057, 0.127, -0.167, -0.072);

  @Test
  void theIntervalAgreesWithSciPy() {
    BcaInterval twelve = compare(TWELVE).change();
    assertThat(twelve.mean()).isCloseTo(-0.0916667, within(1e-6));
    assertThat(twelve.low()).isCloseTo(-0.22917, within(0.006));
    assertThat(twelve.high()).isCloseTo(0.01667, within(0.006));
    BcaInterval thirty = compare(THIRTY).change();
    assertThat(thirty.low()).isCloseTo(-0.19556, within(0.006));
    assertThat(thirty.high()).isCloseTo(-0.01, within(0.006));
  }

  @Test
  void theIntervalAgreesWithAllResamplesOfFiveValues() {
    BcaInterval five = compare(List.of(-0.2, -0.1, -0.3, -0.4, -0.1)).change();
    assertThat(five.low()).isCloseTo(-0.34, within(1e-9));
    assertThat(five.high()).isCloseTo(-0.12, within(1e-9));
  }

  @Test
  void thePermutationTestIsExactForFewChanges() {
    assertThat(compare(TWELVE).p()).isEqualTo(0.20703125);
    assertThat(compare(THIRTY).p()).isEqualTo(14 / 128.0);
    assertThat(compare(List.of(-0.2, -0.1, -0.3, -0.4, -0.1)).p()).isEqualTo(0.0625);
  }

  @Test
  void thePermutationTestSamplesManyChangesAndIsNeverZero() {
    assertThat(compare(FORTY).p()).isBetween(1 / 20_001.0, 3 / 20_001.0);
    assertThat(compare(Collections.nCopies(40, -1.0)).p()).isEqualTo(1 / 20_001.0);
  }

  @Test
  void sampledAndExactSignsAgree() {
    double[] many = new double[18];
    for (int i = 0; i < many.length; i++) {
      many[i] = i % 3 == 0 ? -0.3 : 0.1 + i * 0.01;
    }
    assertThat(SignFlipTest.p(many, SEED)).isCloseTo(exactTwoSided(many), within(0.012));
  }

  @Test
  void theDetectableChangeIsThatOfTheFormula() {
    assertThat(compare(TWELVE).detectable()).isCloseTo(0.19843769560625532, within(1e-9));
    assertThat(compare(THIRTY).detectable()).isCloseTo(0.12891316380280096, within(1e-9));
    assertThat(compare(THIRTY).casesFor(0.02)).isEqualTo(1166);
  }

  @Test
  void fiveCasesDetectNothingSmallerThanAQuarter() {
    assertThat(compare(List.of(-0.2, -0.1, -0.3, -0.4, -0.1)).detectable())
        .isCloseTo(0.27522033632230447, within(1e-12));
    assertThat(compare(Collections.nCopies(5, 0.0)).detectable())
        .isCloseTo(0.27522033632230447, within(1e-12));
  }

  @Test
  void casesThatShowNoSpreadStillDoNotSeeEverything() {
    PairedComparison same = compare(Collections.nCopies(84, 0.0));
    assertThat(same.change()).isEqualTo(new BcaInterval(0, 0, 0));
    assertThat(same.p()).isEqualTo(1);
    assertThat(same.detectable()).isCloseTo(0.01897758951638273, within(1e-12));
    assertThat(same.worstChange()).isZero();
  }

  @Test
  void anEqualFallEverywhereHasAnIntervalWithoutWidth() {
    PairedComparison fall = compare(Collections.nCopies(30, -0.1));
    assertThat(fall.change()).isEqualTo(new BcaInterval(-0.1, -0.1, -0.1));
    assertThat(fall.p()).isLessThan(1e-4);
  }

  @Test
  void twoQuestionsProveNothing() {
    PairedComparison two = compare(List.of(-0.5, -0.25));
    assertThat(two.p()).isEqualTo(0.5);
    assertThat(two.change().low()).isEqualTo(-0.5);
    assertThat(two.change().high()).isEqualTo(-0.25);
    assertThat(two.detectable()).isGreaterThan(1);
  }

  @Test
  void theQuestionThatFellMostIsNamed() {
    PairedComparison compared =
        PairedComparison.of(List.of(0.5, 1.0, 0.5), List.of(0.75, 0.25, 0.5), 0.05, SEED);
    assertThat(compared.worst()).isEqualTo(1);
    assertThat(compared.worstChange()).isEqualTo(-0.75);
    assertThat(compared.before()).isCloseTo(2 / 3.0, within(1e-12));
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    refused(List.of(1.0), List.of(1.0), "two questions or more, not 1");
    refused(List.of(), List.of(), "two questions or more, not 0");
    refused(List.of(1.0, 0.5), List.of(1.0), "2 scores before and 1 after");
    refused(List.of(1.0, Double.NaN), List.of(1.0, 0.5), "Score 1 before is NaN");
    refused(List.of(1.0, 0.5), List.of(Double.POSITIVE_INFINITY, 0.5), "Score 0 after is Infinity");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.05, Double.NaN})
  void anAlphaOutsideItsRangeIsRefused(double alpha) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedComparison.of(TWELVE, TWELVE, alpha, SEED));
  }

  private static void refused(List<Double> before, List<Double> after, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedComparison.of(before, after, 0.05, SEED))
        .withMessageContaining(message);
  }

  /** Compares all zeros with the differences themselves. */
  private static PairedComparison compare(List<Double> differences) {
    return PairedComparison.of(
        Collections.nCopies(differences.size(), 0.0), differences, 0.05, SEED);
  }

  private static double exactTwoSided(double[] differences) {
    double observed = Math.abs(sum(differences, 0)) - 1e-12;
    int patterns = 1 << differences.length;
    int extreme = 0;
    for (int pattern = 0; pattern < patterns; pattern++) {
      extreme += Math.abs(sum(differences, pattern)) >= observed ? 1 : 0;
    }
    return (double) extreme / patterns;
  }

  private static double sum(double[] differences, int signs) {
    double sum = 0;
    for (int i = 0; i < differences.length; i++) {
      sum += (signs >> i & 1) == 0 ? differences[i] : -differences[i];
    }
    return sum;
  }
}
