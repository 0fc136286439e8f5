package dev.redline.rag.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.rag.Claim;
import dev.redline.rag.Judge;
import dev.redline.rag.JudgeId;
import dev.redline.rag.Progress;
import dev.redline.rag.ScriptedJudge;
import dev.redline.rag.Unjudged;
import dev.redline.rag.UnusableReplyException;
import dev.redline.rag.json.RagFileException;
import dev.redline.rag.judge.offline.OfflineJudge;
import dev.redline.rag.metric.Label;
import dev.redline.rag.metric.Scores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GivenAnswersTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC);

  private static final String ANSWERED =
      """
      {"query_id": "%1$s", "query": "How large, %1$s?", "gt_answer": "It is 8 GB.",
       "response": "It is 8 GB.",
       "retrieved_context": [{"doc_id": null, "text": "It is 8 GB."}, {"text": "It is not."}]""";

  private static final String LABELS =
      """
      , "response_claims": [["It", "is", "8 GB"]], "gt_answer_claims": [["It", "is", "8 GB"]],
      "answer2response": ["Entailment"], "response2answer": ["Neutral"],
      "retrieved2response": [["Neutral", "Neutral"]], "retrieved2answer": [["Neutral", "Neutral"]]}""";

  @TempDir private Path directory;

  @Test
  void labelsAreScoredAndNoJudgeIsAskedFor() {
    EvaluationResult result = read(labelled("a") + "," + labelled("b")).evaluate(none(), NOON);
    assertThat(result.summary().scores()).contains(new Scores(1, 0, 0));
    assertThat(result.summary().judge()).hasToString("labels@as-given");
    assertThat(result.summary().corpusSha256()).isEqualTo("not stated");
    assertThat(result.summary().k()).isEqualTo(2);
  }

  @Test
  void answersWithoutLabelsAreJudged() {
    EvaluationResult result = read(answered("a")).evaluate(by(new OfflineJudge()), NOON);
    assertThat(result.summary().judge().name()).isEqualTo("offline");
    assertThat(result.summary().scores()).contains(new Scores(1, 1, 1));
    assertThat(result.results().get(0).labels()).isPresent();
  }

  @Test
  void aReplyThatCannotBeUsedLeavesTheEvaluationIncomplete() {
    EvaluationResult result =
        read(answered("a") + "," + answered("b")).evaluate(by(new BabblingJudge()), NOON);
    assertThat(result.summary().complete()).isFalse();
    assertThat(result.summary().unjudged())
        .containsExactly(
            new Unjudged("a", "no labels", "well …"), new Unjudged("b", "no labels", "well …"));
    assertThat(result.metrics()).isEmpty();
  }

  @Test
  void theHashOfTheQuestionsDoesNotDependOnOrderAnswersOrPassages() {
    String sound = cases(answered("a") + "," + answered("b"));
    assertThat(sound).hasSize(64);
    assertThat(cases(labelled("b") + "," + labelled("a"))).isEqualTo(sound);
    String otherQuestion = (answered("a") + "," + answered("b")).replace("large, b", "small, b");
    assertThat(cases(otherQuestion)).isNotEqualTo(sound);
  }

  @Test
  void anEvaluationThatWasWrittenHereKeepsItsOrigin() {
    EvaluationResult result = read(answered("a")).evaluate(by(new OfflineJudge()), NOON);
    Path file = directory.resolve("evaluation.json");
    EvaluationFile.write(file, result);
    EvaluationResult again = GivenAnswers.read(file).evaluate(none(), NOON);
    assertThat(again.summary()).isEqualTo(result.summary());
  }

  @Test
  void aJudgesModelIsPartOfTheOrigin() {
    Path file =
        written(
            "{\"results\": [%s], \"summary\": %s}"
                .formatted(
                    labelled("a"),
                    "{\"judge\": \"bedrock@1-ab@c\", \"model\": \"m:0\", \"corpus_sha256\": \"cc\","
                        + " \"cases_sha256\": \"dd\", \"k\": 5, \"answerer\": \"passages@1\"}"));
    assertThat(RagFile.read(file).origin())
        .isEqualTo(
            new AnswerProvenance(
                new JudgeId("bedrock", "1-ab@c", "m:0"), "cc", "dd", 5, "passages@1"));
  }

  @Test
  void onlyStagesThatAreMissingAreJudged() {
    String partly = labelled("b").replaceAll("\"retrieved2answer\": [^}]*", "\"x\": 0");
    List<String> asked = new ArrayList<>();
    EvaluationResult result =
        read(labelled("a") + "," + partly + "," + answered("c")).evaluate(by(noting(asked)), NOON);
    assertThat(result.summary().complete()).isTrue();
    assertThat(result.results().get(0).response2answer()).containsExactly(Label.NEUTRAL);
    assertThat(result.results().get(1).response2answer()).containsExactly(Label.NEUTRAL);
    assertThat(result.results().get(1).retrieved2answer())
        .containsExactly(List.of(Label.ENTAILMENT, Label.NEUTRAL));
    assertThat(result.results().get(2).response2answer()).containsExactly(Label.ENTAILMENT);
    assertThat(asked)
        .containsExactly(
            "How large, b? check It is 8 GB.",
            "How large, b? check It is not.",
            "How large, c? extract It is 8 GB.",
            "How large, c? extract It is 8 GB.",
            "How large, c? check It is 8 GB.",
            "How large, c? check It is 8 GB.",
            "How large, c? check It is 8 GB.",
            "How large, c? check It is not.",
            "How large, c? check It is 8 GB.",
            "How large, c? check It is not.");
  }

  @Test
  void theFileSaysHowManyOfEachStageWereGivenAndJudged() throws IOException {
    String partly = labelled("b").replaceAll("\"retrieved2answer\": [^}]*", "\"x\": 0");
    EvaluationResult result =
        read(labelled("a") + "," + partly + "," + answered("c"))
            .evaluate(by(new OfflineJudge()), NOON);
    Path file = directory.resolve("evaluation.json");
    EvaluationFile.write(file, result);
    JsonNode stages = JsonMapper.shared().readTree(Files.readString(file)).at("/summary/stages");
    assertThat(stages.get("response_claims")).hasToString("{\"given\":2,\"judged\":1}");
    assertThat(stages.get("answer2response")).hasToString("{\"given\":2,\"judged\":1}");
    assertThat(stages.get("retrieved2answer")).hasToString("{\"given\":1,\"judged\":2}");
    assertThat(result.summary().judge().toString())
        .startsWith("mixed@labels@as-given and offline@");
  }

  @Test
  void whatWasGivenOfAnUnjudgedCaseIsKept() {
    String claims =
        answered("a").replaceAll("}$", ", \"response_claims\": [[\"a\", \"b\", \"c\"]]}");
    EvaluationResult result = read(claims).evaluate(by(new BabblingJudge()), NOON);
    assertThat(result.summary().complete()).isFalse();
    assertThat(result.results().get(0).responseClaims()).containsExactly(new Claim("a", "b", "c"));
    assertThat(result.stages().get(CheckStage.RESPONSE_CLAIMS)).isEqualTo(new StageCount(1, 0));
    assertThat(result.stages().get(CheckStage.ANSWER2RESPONSE)).isEqualTo(new StageCount(0, 0));
  }

  @Test
  void whatAnEvaluationLeftUnjudgedIsJudgedByTheSameJudge() {
    GivenAnswers given =
        readFile(
            "{\"results\": [%s, %s], \"summary\": {\"judge\": \"%s\"}}"
                .formatted(labelled("a"), answered("b"), new OfflineJudge().id()));
    assertThat(given.evaluate(by(new OfflineJudge()), NOON).summary().judge())
        .isEqualTo(new OfflineJudge().id());
  }

  @Test
  void labelsOfClaimsThatNobodyGaveCannotBeAddedTo() {
    String unclaimed =
        labelled("b").replace("\"response_claims\": [[\"It\", \"is\", \"8 GB\"]], ", "");
    assertThat(read(unclaimed).labelled()).isTrue();
    String half = unclaimed.replace("\"retrieved2response\": [[\"Neutral\", \"Neutral\"]], ", "");
    assertThatThrownBy(() -> read(labelled("a") + ",\n" + half))
        .isInstanceOf(RagFileException.class)
        .hasMessageContaining(
            "answers.json, line 6, /results/1: has \"answer2response\" and no"
                + " \"response_claims\", without which \"retrieved2response\" cannot be judged;"
                + " add them, or leave both out");
  }

  @Test
  void aFileThatChangedSinceItWasCheckedIsRefusedBeforeAnybodyIsAsked() throws IOException {
    GivenAnswers given = read(answered("a"));
    Path file = directory.resolve("answers.json");
    FileTime time = Files.getLastModifiedTime(file);
    Files.writeString(file, Files.readString(file).replace("large", "small"));
    Files.setLastModifiedTime(file, time);
    assertThatThrownBy(() -> given.evaluate(none(), NOON))
        .isInstanceOf(RagFileException.class)
        .hasMessageContaining("answers.json: has changed since it was checked");
    Files.delete(file);
    assertThatThrownBy(() -> given.evaluate(none(), NOON))
        .isInstanceOf(RagFileException.class)
        .hasMessageContaining("answers.json");
  }

  @Test
  void whatIsJudgedIsWhatWasCheckedWhateverHappensToTheFileMeanwhile() {
    Path file = directory.resolve("answers.json");
    EvaluationResult result =
        read(answered("a") + "," + answered("b"))
            .evaluate(
                cases -> {
                  assertThat(file.toFile().delete()).isTrue();
                  return Judging.oneByOne(new OfflineJudge());
                },
                NOON);
    assertThat(result.summary().scores()).contains(new Scores(1, 1, 1));
  }

  /** Several cases are under way at once, and the first of each pair takes longest. */
  @Test
  void casesThatAreJudgedAtOnceStayInTheOrderOfTheFile() {
    Semaphore laterCases = new Semaphore(0);
    Judge overtaken =
        new ScriptedJudge(
            text -> List.of(Claim.of(text)),
            (claim, reference) -> {
              if (claim.text().equals("first")) {
                laterCases.acquireUninterruptibly(2);
              } else {
                laterCases.release();
              }
              return Label.NEUTRAL;
            });
    List<String> ids = IntStream.range(0, 40).mapToObj(i -> "q" + (i * 7 % 40)).toList();
    String results =
        ids.stream()
            .map(id -> answered(id).replace("It is 8 GB.", id.equals("q0") ? "first" : "later"))
            .collect(Collectors.joining(","));
    AtomicInteger steps = new AtomicInteger();
    EvaluationResult result =
        read(results).evaluate(n -> new Judging(overtaken, 4, counting(steps)), NOON);
    assertThat(result.results()).extracting(j -> j.answered().queryId()).isEqualTo(ids);
    assertThat(steps).hasValue(40);
  }

  private static String answered(String id) {
    return ANSWERED.formatted(id) + "}";
  }

  private static String labelled(String id) {
    return ANSWERED.formatted(id) + LABELS;
  }

  private static IntFunction<Judging> none() {
    return cases -> {
      throw new AssertionError("a judge was asked for");
    };
  }

  private static Judge noting(List<String> asked) {
    return new Judge() {
      private final Judge judge = new OfflineJudge();

      @Override
      public JudgeId id() {
        return judge.id();
      }

      @Override
      public List<Claim> extract(String question, String text) {
        asked.add(question + " extract " + text);
        return judge.extract(question, text);
      }

      @Override
      public List<Label> check(String question, List<Claim> claims, String reference) {
        asked.add(question + " check " + reference);
        return judge.check(question, claims, reference);
      }
    };
  }

  private static Progress counting(AtomicInteger steps) {
    return new Progress() {
      @Override
      public void step() {
        steps.incrementAndGet();
      }

      @Override
      public void note(Supplier<String> text) {}

      @Override
      public void close() {}
    };
  }

  private static IntFunction<Judging> by(Judge judge) {
    return cases -> Judging.oneByOne(judge);
  }

  private GivenAnswers read(String results) {
    return readFile("{\"results\": [" + results + "]}");
  }

  private String cases(String results) {
    return RagFile.read(written("{\"results\": [" + results + "]}")).origin().casesSha256();
  }

  private GivenAnswers readFile(String json) {
    return GivenAnswers.read(written(json));
  }

  private Path written(String json) {
    try {
      return Files.writeString(directory.resolve("answers.json"), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class BabblingJudge implements Judge {

    @Override
    public JudgeId id() {
      return new JudgeId("babbling", "1", null);
    }

    @Override
    public List<Claim> extract(String question, String text) {
      return List.of(new Claim("it", "is", "so"));
    }

    @Override
    public List<Label> check(String question, List<Claim> claims, String reference) {
      throw new UnusableReplyException("no labels", "well …");
    }
  }
}
