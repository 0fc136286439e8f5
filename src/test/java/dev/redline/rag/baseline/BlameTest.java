package dev.redline.rag.baseline;

import static dev.redline.rag.baseline.Evaluations.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.redline.rag.metric.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BlameTest {

  private static final List<String> PASSAGES = List.of("a", "b");
  private static final Measured BEFORE =
      Evaluations.of(
          List.of(question(0, "It is 8 GB.", PASSAGES, 1), question(1, "x", PASSAGES, 1)));

  @Test
  void passagesThatHoldLessBlameTheRetriever() {
    assertThat(causeOf(question(0, "Unknown.", List.of("b", "c"), 0, 0.5), BlameFigures.NONE))
        .contains(Cause.RETRIEVER);
  }

  @Test
  void passagesThatAnExactSearchWouldHaveFoundBlameTheIndex() {
    BlameFigures figures = new BlameFigures(Map.of("q0", 1.0), Map.of("q0", 0.5), Optional.empty());
    assertThat(causeOf(question(0, "Unknown.", List.of("b", "c"), 0, 0.5), figures))
        .contains(Cause.INDEX);
  }

  @Test
  void anIndexThatMissesNoMoreThanBeforeIsNotToBlame() {
    BlameFigures figures = new BlameFigures(Map.of("q0", 0.5), Map.of("q0", 0.5), Optional.empty());
    assertThat(causeOf(question(0, "Unknown.", List.of("b", "c"), 0, 0.5), figures))
        .contains(Cause.RETRIEVER);
  }

  @Test
  void anotherAnswerFromPassagesThatHoldAsMuchBlamesTheGenerator() {
    assertThat(causeOf(question(0, "It is 9 GB.", PASSAGES, 0, 1), BlameFigures.NONE))
        .contains(Cause.GENERATOR);
    assertThat(causeOf(question(0, "It is 9 GB.", List.of("b", "a"), 0, 0.5), BlameFigures.NONE))
        .contains(Cause.GENERATOR);
  }

  @Test
  void theSameAnswerWithAnotherScoreBlamesTheJudge() {
    assertThat(causeOf(question(0, "It is 8 GB.", List.of("c"), 0.5, 0), BlameFigures.NONE))
        .contains(Cause.JUDGE);
  }

  @Test
  void whereNothingFellNobodyIsToBlame() {
    assertThat(causeOf(question(0, "It is 8 GB!", PASSAGES, 1), BlameFigures.NONE)).isEmpty();
  }

  @Test
  void theGreatestFallComesFirstAndSharesAddUpToAllFalls() {
    Measured before =
        Evaluations.of(
            List.of(
                question(0, "a", PASSAGES, 1),
                question(1, "b", PASSAGES, 1),
                question(2, "c", PASSAGES, 0.5),
                question(3, "d", PASSAGES, 0.5)));
    Measured after =
        Evaluations.of(
            List.of(
                question(3, "d2", PASSAGES, 1, 1),
                question(2, "c2", PASSAGES, 0.25, 0.5),
                question(1, "b2", List.of("z"), 0, 0),
                question(0, "a2", PASSAGES, 0.75, 1)));
    Blame blame = Blame.of(Metric.F1, before, after, BlameFigures.NONE);
    assertThat(blame.shares().get(0).cause()).isEqualTo(Cause.RETRIEVER);
    assertThat(blame.shares())
        .containsExactly(
            new Blame.Share(Cause.RETRIEVER, 1, -0.25),
            new Blame.Share(Cause.GENERATOR, 2, -0.125));
    assertThat(blame.after() - blame.before()).isCloseTo(-0.25, within(1e-12));
    assertThat(blame.moved())
        .extracting(move -> move.before().queryId())
        .containsExactly("q1", "q0", "q2", "q3");
  }

  @Test
  void theTextShowsBothAnswersSideBySide() {
    String text =
        Blame.of(
                Metric.RECALL,
                BEFORE,
                Evaluations.of(
                    List.of(
                        question(0, "It is | <b>9</b>\nGB & more.", List.of("b", "c"), 0, 0.5),
                        BEFORE.questions().get(1))),
                new BlameFigures(
                    Map.of(),
                    Map.of(),
                    Optional.of(
                        new Disagreement("Judged twice: 3 of 40.", 40, 3, 0.0125, Map.of()))))
            .markdown();
    assertThat(text)
        .startsWith("# recall: 1.0000 to 0.5000 (-0.5000)\n")
        .contains("| retriever (passages hold less of the expected answer) | 1 | -0.5000 |")
        .contains("Judged twice: 3 of 40.")
        .contains("| claim_recall | 1.0000 | 0.7500 | -0.2500 |")
        .contains("### q0: -1.0000, retriever\n\nQuestion 0?\n")
        .contains("| answer | It is 8 GB. | It is \\| \\<b\\>9\\</b\\> GB \\& more. |")
        .contains("| retrieved | a, b | b, c |")
        .doesNotContain("### q1");
  }

  @Test
  void itCanBeShownAsJson() {
    Measured after =
        Evaluations.of(List.of(question(0, "No.", List.of("c"), 0, 0), BEFORE.questions().get(1)));
    JsonNode json =
        new JsonMapper().valueToTree(Blame.of(Metric.F1, BEFORE, after, BlameFigures.NONE));
    assertThat(json.at("/shares/0/cause").stringValue()).isEqualTo("RETRIEVER");
    assertThat(json.at("/moved/0/before/response").stringValue()).isEqualTo("It is 8 GB.");
    assertThat(json.at("/moved/0/after/retrieved/0").stringValue()).isEqualTo("c");
    assertThat(json.at("/moved/0/cause").stringValue()).isEqualTo("RETRIEVER");
  }

  @Test
  void recallIsTheShareOfWhatAnExactSearchFinds() {
    assertThat(
            BlameFigures.recall(BEFORE, Map.of("q0", List.of("b", "z"), "q1", List.<String>of())))
        .containsExactly(Map.entry("q0", 0.5));
  }

  @Test
  void twoRoundsOfJudgingDisagreeWhereEqualAnswersScoreDifferently() {
    Measured again =
        Evaluations.of(
            List.of(question(1, "y", PASSAGES, 0), question(0, "It is 8 GB.", PASSAGES, 0.5)));
    Disagreement found = Disagreement.between(BEFORE.questions(), again.questions());
    assertThat(found.words())
        .isEqualTo(
            "Judged twice: 1 of 1 equal answers were scored differently, F1 by 0.5000 in the mean.");
    assertThat(found.again()).containsOnlyKeys("q0");
    assertThat(Disagreement.between(BEFORE.questions(), BEFORE.questions()).differently()).isZero();
  }

  @Test
  void aFallThatASecondRoundOfJudgingTakesBackBlamesTheJudge() {
    QuestionScore fallen = question(0, "It is 9 GB.", List.of("c"), 0.5, 0);
    QuestionScore twice = question(0, "It is 9 GB.", List.of("c"), 1, 0);
    QuestionScore firm = question(0, "It is 9 GB.", List.of("c"), 0.6, 0);
    assertThat(causeOf(fallen, judgedAgain(fallen, twice))).contains(Cause.JUDGE);
    assertThat(causeOf(fallen, judgedAgain(fallen, firm))).contains(Cause.RETRIEVER);
  }

  private static BlameFigures judgedAgain(QuestionScore once, QuestionScore again) {
    return BlameFigures.NONE.judged(Disagreement.between(List.of(once), List.of(again)));
  }

  @Test
  void otherQuestionsAndOtherMetricsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Blame.of(Metric.F1, BEFORE, Evaluations.scored(1, 1, 1), BlameFigures.NONE))
        .withMessageContaining("not of the same questions");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Blame.of(Metric.FAITHFULNESS, BEFORE, BEFORE, BlameFigures.NONE));
  }

  private static Optional<Cause> causeOf(QuestionScore fallen, BlameFigures figures) {
    Measured after = Evaluations.of(List.of(fallen, BEFORE.questions().get(1)));
    return Blame.of(Metric.F1, BEFORE, after, figures).shares().stream()
        .map(Blame.Share::cause)
        .findFirst();
  }
}
