package dev.redline.rag.evaluation;

import static dev.redline.rag.metric.Label.CONTRADICTION;
import static dev.redline.rag.metric.Label.ENTAILMENT;
import static dev.redline.rag.metric.Label.NEUTRAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.redline.rag.ScriptedJudge;
import dev.redline.rag.metric.Label;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {

  private final List<LabelledPair> pairs = new ArrayList<>();

  @Test
  void kappaIsAgreementBeyondChance() {
    add(20, ENTAILMENT, ENTAILMENT);
    add(5, ENTAILMENT, NEUTRAL);
    add(10, NEUTRAL, ENTAILMENT);
    add(15, NEUTRAL, NEUTRAL);
    Agreement agreement = agreement();
    assertThat(agreement.observed()).isEqualTo(0.7);
    assertThat(agreement.kappa()).isCloseTo(0.4, within(1e-12));
    assertThat(agreement.count(NEUTRAL, ENTAILMENT)).isEqualTo(10);
  }

  @Test
  void perfectAgreementIsOne() {
    add(2, ENTAILMENT, ENTAILMENT);
    add(2, NEUTRAL, NEUTRAL);
    add(2, CONTRADICTION, CONTRADICTION);
    assertThat(agreement().kappa()).isEqualTo(1.0);
  }

  @Test
  void aJudgeThatAlwaysSaysTheSameIsNoBetterThanChance() {
    add(3, ENTAILMENT, NEUTRAL);
    add(3, NEUTRAL, NEUTRAL);
    assertThat(agreement().kappa()).isZero();
  }

  @Test
  void withoutPairsThereIsNoFigure() {
    assertThat(agreement().kappa()).isNaN();
    assertThat(agreement().observed()).isNaN();
  }

  private void add(int times, Label expected, Label given) {
    for (int i = 0; i < times; i++) {
      pairs.add(
          new LabelledPair("p", "kind", LabelledPair.Split.DEV, given.text(), "passage", expected));
    }
  }

  /** A judge that answers with the label that the claim spells. */
  private Agreement agreement() {
    return Agreement.of(
        pairs,
        new ScriptedJudge(
            text -> List.of(), (claim, reference) -> Label.of(claim.text()).orElseThrow()));
  }
}
