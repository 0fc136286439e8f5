package dev.redline.rag.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.rag.Answerer;
import dev.redline.rag.Case;
import dev.redline.rag.Cases;
import dev.redline.rag.Claim;
import dev.redline.rag.Corpus;
import dev.redline.rag.Judge;
import dev.redline.rag.JudgeId;
import dev.redline.rag.NamedAnswerer;
import dev.redline.rag.Passage;
import dev.redline.rag.ScriptedJudge;
import dev.redline.rag.Unjudged;
import dev.redline.rag.UnusableReplyException;
import dev.redline.rag.metric.Label;
import dev.redline.rag.metric.Metric;
import dev.redline.rag.metric.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluationTest {

  private static final Passage PASSAGE = new Passage("d1", "", "", "P");
  private static final Corpus CORPUS = new Corpus(List.of(PASSAGE), "c0");
  private static final Cases CASES =
      new Cases(
          List.of(
              new Case("q1", "one?", "right", "kind", List.of("d1")),
              new Case("q2", "two?", "right", "kind", List.of("d1"))),
          "a0");

  private static final Answerer NOBODY =
      (query, context) -> {
        throw new AssertionError("nobody need answer");
      };

  @TempDir Path directory;

  @Test
  void everyCaseIsAskedAnsweredAndJudged() {
    EvaluationResult result = run((query, context) -> query.equals("one?") ? "right" : "wrong");
    assertThat(result.summary().scores()).contains(new Scores(0.5, 0.5, 0.5));
    assertThat(result.summary().complete()).isTrue();
    assertThat(result.metrics().orElseThrow().get(Metric.F1)).isEqualTo(50.0);
    assertThat(result.results())
        .extracting(j -> j.answered().queryId())
        .containsExactly("q1", "q2");
    assertThat(result.results().get(0).retrieved2answer()).containsExactly(List.of(Label.NEUTRAL));
  }

  @Test
  void theTimeIsThatOfTheClock() {
    EvaluationResult result = run((query, context) -> "right");
    assertThat(result.started()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(result.summary().elapsed()).isEqualTo(Duration.ofMillis(1500));
    assertThat(EvaluationFile.name(result))
        .isEqualTo("ragchecker_official_evaluation_20260102T030405Z.json");
  }

  @Test
  void aReplyThatCannotBeReadLeavesTheEvaluationWithoutScores() {
    EvaluationResult result =
        run(
            (query, context) -> {
              if (query.equals("two?")) {
                throw new UnusableReplyException("The model gave prose", "Sorry, I");
              }
              return "right";
            });
    assertThat(result.summary().complete()).isFalse();
    assertThat(result.summary().scores()).isEmpty();
    assertThat(result.metrics()).isEmpty();
    assertThat(result.summary().unjudged())
        .containsExactly(new Unjudged("q2", "The model gave prose", "Sorry, I"));
    assertThat(result.results().get(0).metrics()).isPresent();
    assertThat(result.results().get(1).metrics()).isEmpty();
  }

  @Test
  void aJudgeThatGivesTooFewLabelsLeavesTheCaseUnjudged() {
    Judge forgetful =
        new ForwardingJudge(judge()) {
          @Override
          public List<Label> check(String question, List<Claim> claims, String reference) {
            return List.of();
          }
        };
    EvaluationResult result =
        evaluation((query, context) -> "right", forgetful).run(CORPUS, CASES, 1);
    assertThat(result.summary().unjudged())
        .extracting(Unjudged::reason)
        .containsOnly("scripted@1 gave 0 labels for 1 claims");
  }

  @Test
  void whatTheSameJudgeAndAnswererMadeOfTheSamePassagesCountsAgain() {
    EvaluationResult earlier = run((query, context) -> "right");
    EvaluationResult again = again(earlier, PASSAGE, new NamedAnswerer("a@1", NOBODY), judge());
    assertThat(again.summary().reused()).isEqualTo(2);
    assertThat(again.summary().scores()).isEqualTo(earlier.summary().scores());
    assertThat(again.results()).containsExactlyElementsOf(earlier.results());
    assertThat(again.stages().get(CheckStage.RETRIEVED2ANSWER)).isEqualTo(new StageCount(0, 0));
  }

  @Test
  void anotherAnswererOtherPassagesOrAnotherJudgeMeanAnotherAnswer() {
    EvaluationResult earlier = run((query, context) -> "right");
    Answerer wrong = (query, context) -> "wrong";
    NamedAnswerer same = new NamedAnswerer("a@1", wrong);
    Judge other =
        new ForwardingJudge(judge()) {
          @Override
          public JudgeId id() {
            return new JudgeId("scripted", "2", "model-1");
          }
        };
    assertThat(
            List.of(
                again(earlier, PASSAGE, new NamedAnswerer("a@2", wrong), judge()),
                again(earlier, new Passage("d2", "", "", "P"), same, judge()),
                again(earlier, PASSAGE, same, other)))
        .allSatisfy(
            result -> {
              assertThat(result.summary().reused()).isZero();
              assertThat(result.summary().scores()).contains(new Scores(0, 0, 0));
            });
  }

  @Test
  void theFileIsRagCheckersWithASummary() throws IOException {
    Path file = directory.resolve("evaluation.json");
    EvaluationFile.write(file, run((query, context) -> "right"));
    assertThat(Files.getPosixFilePermissions(file))
        .as("questions and answers are somebody's")
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(RagFile.read(file).score().orElseThrow().get(Metric.PRECISION)).isEqualTo(100.0);
    JsonNode summary = JsonMapper.shared().readTree(Files.readString(file)).get("summary");
    assertThat(summary.get("precision").doubleValue()).isEqualTo(1.0);
    assertThat(summary.get("seconds").doubleValue()).isEqualTo(1.5);
    assertThat(summary.get("cases").intValue()).isEqualTo(2);
    assertThat(summary.get("judge").stringValue()).isEqualTo("scripted@1");
    assertThat(summary.get("model").stringValue()).isEqualTo("model-1");
    assertThat(summary.get("corpus_sha256").stringValue()).isEqualTo("c0");
    assertThat(summary.get("cases_sha256").stringValue()).isEqualTo("a0");
    assertThat(summary.get("k").intValue()).isEqualTo(1);
    assertThat(summary.get("answerer").stringValue()).isEqualTo("a@1");
    assertThat(summary.at("/stages/answer2response/judged").intValue()).isEqualTo(2);
    assertThat(summary.get("complete").booleanValue()).isTrue();
  }

  @Test
  void theFileOfAnIncompleteEvaluationHasNoScores() throws IOException {
    Path file = directory.resolve("evaluation.json");
    EvaluationResult result =
        run(
            (query, context) -> {
              throw new UnusableReplyException("The model gave NaN", "NaN");
            });
    EvaluationFile.write(file, result);
    JsonNode root = JsonMapper.shared().readTree(Files.readString(file));
    assertThat(root.get("metrics").isNull()).isTrue();
    assertThat(root.get("summary").get("f1").isNull()).isTrue();
    assertThat(root.get("summary").get("unjudged").get(0).get("reply").stringValue())
        .isEqualTo("NaN");
  }

  @Test
  void aRetrieverThatFailsEndsTheEvaluation() {
    Evaluation evaluation =
        new Evaluation(
            (query, k) -> {
              throw new IllegalStateException("connection lost");
            },
            new NamedAnswerer("a@1", (query, context) -> "right"),
            Judging.oneByOne(judge()),
            Clock.systemUTC());
    assertThatThrownBy(() -> evaluation.run(CORPUS, CASES, 1)).hasMessage("connection lost");
  }

  @Test
  void notANumberIsNoScore() {
    assertThatThrownBy(() -> new Scores(Double.NaN, 0.5, 0.5))
        .hasMessage("precision must be from 0 to 1, is NaN");
  }

  private static EvaluationResult again(
      EvaluationResult earlier, Passage passage, NamedAnswerer answerer, Judge judge) {
    return new Evaluation(
            (query, k) -> List.of(passage), answerer, Judging.oneByOne(judge), new SteppingClock())
        .run(CORPUS, CASES, 1, earlier);
  }

  private EvaluationResult run(Answerer answerer) {
    return evaluation(answerer, judge()).run(CORPUS, CASES, 1);
  }

  private static Evaluation evaluation(Answerer answerer, Judge judge) {
    return new Evaluation(
        (query, k) -> List.of(PASSAGE),
        new NamedAnswerer("a@1", answerer),
        Judging.oneByOne(judge),
        new SteppingClock());
  }

  /** Every text is one claim, which equal texts support. */
  private static Judge judge() {
    return new ScriptedJudge(
        text -> List.of(Claim.of(text)),
        (claim, reference) ->
            Optional.of(Label.ENTAILMENT)
                .filter(label -> claim.text().equals(reference))
                .orElse(Label.NEUTRAL));
  }

  private static class ForwardingJudge implements Judge {

    private final Judge judge;

    ForwardingJudge(Judge judge) {
      this.judge = judge;
    }

    @Override
    public JudgeId id() {
      return judge.id();
    }

    @Override
    public List<Claim> extract(String question, String text) {
      return judge.extract(question, text);
    }

    @Override
    public List<Label> check(String question, List<Claim> claims, String reference) {
      return judge.check(question, claims, reference);
    }
  }

  /** One and a half seconds pass from one look to the next. */
  private static final class SteppingClock extends Clock {

    private Instant next = Instant.parse("2026-01-02T03:04:05Z");

    @Override
    public Instant instant() {
      Instant now = next;
      next = now.plusMillis(1500);
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
