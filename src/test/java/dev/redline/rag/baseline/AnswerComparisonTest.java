package dev.redline.rag.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.redline.plan.AllowedChange;
import dev.redline.plan.BaselineConfig;
import dev.redline.plan.BaselineConfig.ScoreLimits;
import dev.redline.plan.value.Threshold;
import dev.redline.rag.JudgeId;
import dev.redline.verdict.Bars;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class AnswerComparisonTest {

  private static final AllowedChange TWO_HUNDREDTHS =
      new AllowedChange(-0.02, AllowedChange.Basis.ABSOLUTE, Optional.empty());
  private static final AllowedChange FIVE_PER_CENT =
      new AllowedChange(-0.05, AllowedChange.Basis.RELATIVE, Optional.of("five in a hundred"));

  @Test
  void equalAnswersPassAndSayWhatTheCasesDetect() {
    Finding finding = judge(Evaluations.times(84, 0.5), Evaluations.times(84, 0.5));
    assertThat(finding.passed()).isTrue();
    assertThat(finding.verdicts())
        .extracting(Verdict::subject)
        .containsExactly("precision against before", "recall against before", "f1 against before");
    assertThat(finding.verdicts().get(0).observed())
        .startsWith(
            "change +0.0000 (95 % interval +0.0000 to +0.0000, p 1.0000, 84 cases), no question fell")
        .endsWith("84 cases detect a change of 0.0190 or more");
  }

  @Test
  void theQuestionsThatMovedFurthestAreDrawn() {
    double[] after = Evaluations.times(84, 0.5);
    after[3] = 0.1;
    after[7] = 0.6;
    Finding finding = judge(Evaluations.times(84, 0.5), after);
    Bars moves =
        finding.evidence().stream()
            .map(Evidence::content)
            .filter(Bars.class::isInstance)
            .map(Bars.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(moves.title()).isEqualTo("Scores against before: 2 of 84 questions moved");
    assertThat(moves.groups()).containsExactly("q3", "q7");
    assertThat(moves.table().rows().get(0)).isEqualTo(List.of("q3", "-0.4", "-0.4", "-0.4"));
  }

  @Test
  void whereNoQuestionMovedNothingIsDrawn() {
    assertThat(judge(Evaluations.times(84, 0.5), Evaluations.times(84, 0.5)).evidence())
        .noneMatch(evidence -> evidence.content() instanceof Bars);
  }

  @Test
  void fewCasesSayWhatTheyMayMissAndHowManyItWouldTake() {
    Finding finding = judge(Evaluations.times(20, 0.5), Evaluations.times(20, 0.5));
    assertThat(finding.passed()).isTrue();
    assertThat(finding.verdicts().get(0).observed())
        .endsWith(
            "20 cases detect a change of 0.0773 or more, so that a smaller loss may go unseen:"
                + " 0.0200 takes 80 cases");
  }

  @Test
  void aFallBeyondChanceIsPaused() {
    Verdict verdict = first(judge(Evaluations.times(30, 0.5), Evaluations.times(30, 0.4)));
    assertThat(verdict.status()).isEqualTo(Status.PAUSED);
    assertThat(verdict.observed()).startsWith("change -0.1000 (95 % interval -0.1000 to -0.1000");
    assertThat(verdict.required())
        .isEqualTo("change at least -0.0200, of every question at least -0.5000");
    assertThat(verdict.because()).contains("answers count");
    assertThat(verdict.next()).isEqualTo("decide");
    assertThat(verdict.margin().orElseThrow()).isCloseTo(-4, within(1e-6));
  }

  @Test
  void aFallExactlyAsAllowedPasses() {
    assertThat(judge(Evaluations.times(30, 0.5), Evaluations.times(30, 0.48)).passed()).isTrue();
  }

  @Test
  void aFallThatChanceExplainsPasses() {
    double[] after = Evaluations.times(30, 0.5);
    after[3] = 0.1;
    after[4] = 0.1;
    after[5] = 0.8;
    Verdict verdict = first(judge(Evaluations.times(30, 0.5), after));
    assertThat(verdict.status()).isEqualTo(Status.PASS);
    assertThat(verdict.observed())
        .startsWith("change -0.0167")
        .contains("worst question q3 -0.4000");
    assertThat(verdict.margin().orElseThrow()).isCloseTo(0.2, within(1e-6));
  }

  @Test
  void oneQuestionThatFallsFarIsPausedThoughTheMeanRises() {
    double[] after = Evaluations.times(30, 0.8);
    after[7] = 0.1;
    Verdict verdict = first(judge(Evaluations.times(30, 0.7), after));
    assertThat(verdict.status()).isEqualTo(Status.PAUSED);
    assertThat(verdict.observed())
        .startsWith("change +0.0767")
        .contains("worst question q7 -0.6000");
  }

  @Test
  void aQuestionMayFallByExactlyWhatIsAllowed() {
    double[] before = Evaluations.times(30, 0.5);
    double[] after = Evaluations.times(30, 0.5);
    before[0] = 2 / 3.0;
    after[0] = 1 / 6.0;
    assertThat(judge(before, after).passed()).isTrue();
  }

  @Test
  void aRelativeRuleFollowsTheBaselinesMean() {
    BaselineConfig relative = rules(FIVE_PER_CENT);
    Verdict passed =
        first(judge(relative, Evaluations.times(30, 0.8), Evaluations.times(30, 0.765)));
    assertThat(passed.status()).isEqualTo(Status.PASS);
    assertThat(passed.required()).startsWith("change at least -0.0400 (-5.0 % of the mean before)");
    assertThat(passed.because()).contains("five in a hundred");
    Verdict paused =
        first(judge(relative, Evaluations.times(30, 0.6), Evaluations.times(30, 0.565)));
    assertThat(paused.status()).isEqualTo(Status.PAUSED);
  }

  @Test
  void tooFewCasesAreInconclusiveHoweverTheyFall() {
    Finding finding = judge(Evaluations.times(19, 0.5), Evaluations.times(19, 0.0));
    assertThat(first(finding).status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(first(finding).observed()).isEqualTo("19");
    assertThat(first(finding).required()).isEqualTo("at least 20");
  }

  @Test
  void aFallComesWithItsBlame() {
    Finding finding = judge(Evaluations.times(30, 0.5), Evaluations.times(30, 0.4));
    assertThat(finding.evidence())
        .extracting(Evidence::name)
        .contains("where precision fell", "where recall fell", "where f1 fell")
        .contains("comparison with before");
  }

  @Test
  void theOrderOfTheQuestionsDoesNotMatter() {
    double[] scores = DoubleStream.iterate(0, score -> score + 0.02).limit(30).toArray();
    Measured before = Evaluations.scored(scores);
    List<QuestionScore> reversed = new ArrayList<>(before.questions());
    Collections.reverse(reversed);
    Finding finding = judge(rules(TWO_HUNDREDTHS), before, Evaluations.of(reversed));
    assertThat(first(finding).observed()).startsWith("change +0.0000");
  }

  @Test
  void anotherJudgeModelCorpusCasesOrKIsNotCompared() {
    Measured before = Evaluations.scored(Evaluations.times(30, 0.5));
    List<QuestionScore> same = before.questions();
    JudgeId newer = new JudgeId("offline", "2-def", null);
    JudgeId modelled = new JudgeId("offline", "1-abc", "some-model");
    unlike(
        before,
        new Measured(newer, "c0", "a5", 8, "passages@1", null, same),
        "judge: baseline offline@1-abc, now offline@2-def");
    unlike(
        before,
        new Measured(modelled, "c0", "a5", 8, "passages@1", null, same),
        "model: baseline none, now some-model");
    unlike(
        before,
        new Measured(Evaluations.JUDGE, "c1", "a5", 8, "passages@1", null, same),
        "corpus's SHA-256: baseline c0, now c1");
    unlike(
        before,
        new Measured(Evaluations.JUDGE, "c0", "a6", 8, "passages@1", null, same),
        "cases' SHA-256: baseline a5, now a6");
    unlike(
        before,
        new Measured(Evaluations.JUDGE, "c0", "a5", 9, "passages@1", null, same),
        "k: baseline 8, now 9");
    unlike(
        before,
        new Measured(Evaluations.JUDGE, "c0", "a5", 8, "bedrock@1-ab, model m", null, same),
        "answerer: baseline passages@1, now bedrock@1-ab, model m");
  }

  @Test
  void labelsOfAJudgeThatNobodyNamedAreNotComparedEvenWithTheirLike() {
    Measured unnamed = by(JudgeId.UNKNOWN);
    unlike(
        unnamed,
        unnamed,
        "judge: baseline labels@as-given, now labels@as-given: nobody says who gave the labels");
    unlike(
        by(Evaluations.JUDGE),
        unnamed,
        "judge: baseline offline@1-abc, now labels@as-given: nobody says who gave the labels");
    assertThat(first(judge(rules(TWO_HUNDREDTHS), unnamed, unnamed)).next())
        .contains("-Deval.judge=<name>@<version>");
    Measured named = by(JudgeId.named("people@2026-05"));
    assertThat(judge(rules(TWO_HUNDREDTHS), named, named).passed()).isTrue();
  }

  @Test
  void labelsOfSeveralJudgesAreNotCompared() {
    Measured mixed = by(new JudgeId("mixed", "people@1 and offline@2", null));
    unlike(mixed, mixed, "judge: baseline mixed@people@1 and offline@2, now mixed@people@1");
  }

  private static Measured by(JudgeId judge) {
    List<QuestionScore> questions = Evaluations.scored(Evaluations.times(30, 0.5)).questions();
    return new Measured(judge, "c0", "a5", 8, "not stated", null, questions);
  }

  @Test
  void casesThatDifferInSpiteOfEqualHashesAreNotCompared() {
    Measured before = Evaluations.scored(Evaluations.times(30, 0.5));
    unlike(
        before,
        Evaluations.of(before.questions().subList(0, 29)),
        "question q29: baseline Question 29?, now none");
    unlike(
        Evaluations.of(before.questions().subList(0, 20)),
        before,
        "10 questions, the first of them question q20");
  }

  @Test
  void anotherServerIsNotedAndCompared() {
    Measured before = Evaluations.scored(Evaluations.times(30, 0.5));
    ServerFingerprint newer = new ServerFingerprint("9", "17.2", "0.8.1");
    Measured now =
        new Measured(Evaluations.JUDGE, "c0", "a5", 8, "passages@1", newer, before.questions());
    Finding finding = judge(rules(TWO_HUNDREDTHS), before, now);
    assertThat(finding.passed()).isTrue();
    assertThat(finding.evidence().toString())
        .contains(
            "system identifier: baseline 7412, now 9",
            "PostgreSQL: baseline 15.18, now 17.2",
            "pgvector: baseline 0.8.0, now 0.8.1");
  }

  private static void unlike(Measured before, Measured now, String difference) {
    Verdict verdict = first(judge(rules(TWO_HUNDREDTHS), before, now));
    assertThat(verdict.status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(verdict.observed()).startsWith(difference);
  }

  private static Verdict first(Finding finding) {
    return finding.verdicts().get(0);
  }

  private static Finding judge(double[] before, double[] after) {
    return judge(rules(TWO_HUNDREDTHS), before, after);
  }

  private static Finding judge(BaselineConfig rules, double[] before, double[] after) {
    return judge(rules, Evaluations.scored(before), Evaluations.scored(after));
  }

  private static Finding judge(BaselineConfig rules, Measured before, Measured now) {
    return new AnswerComparison(rules)
        .judge(
            new Reference("before", before, "decide"),
            now,
            BlameFigures.NONE,
            fallen -> Disagreement.none("not judged twice: " + fallen));
  }

  private static BaselineConfig rules(AllowedChange change) {
    ScoreLimits each =
        new ScoreLimits(
            change, new Threshold<>(Threshold.Direction.AT_LEAST, -0.5, Optional.empty()));
    return new BaselineConfig(each, each, each, 20, 0.05, 1070, Optional.of("answers count"));
  }
}
