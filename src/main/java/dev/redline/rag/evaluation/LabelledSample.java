package dev.redline.rag.evaluation;

import dev.redline.files.Sha256;
import dev.redline.rag.Answered;
import dev.redline.rag.Claim;
import dev.redline.rag.Judged;
import dev.redline.rag.RetrievedText;
import dev.redline.rag.metric.Label;
import dev.redline.rag.metric.Metric;
import dev.redline.rag.metric.QueryMetrics;
import dev.redline.rag.metric.Scores;
import dev.redline.verdict.PredictionPoweredMean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Which of the judged answers people have labelled. Answers are labelled in an order that chance
 * alone has made, and labels count up to the first answer that lacks one: whoever picks what to
 * label, or leaves out what is hard, would bias the estimate.
 *
 * @param people scores of the labelled ones, in that order
 * @param judge metrics of the same
 * @param others metrics of all others
 * @param next the answers to label next, at most {@value #SHOWN}
 */
public record LabelledSample(
    List<Scores> people, List<QueryMetrics> judge, List<QueryMetrics> others, List<ToLabel> next) {

  private static final int SHOWN = 100;

  /**
   * An answer with what it takes to label it; people fill in precision and recall.
   *
   * @param answerClaims precision is the share of them that the expected answer says
   * @param expectedClaims recall is the share of them that the answer says
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record ToLabel(
      String queryId,
      String answer,
      String query,
      String gtAnswer,
      String response,
      List<JudgedClaim> answerClaims,
      List<JudgedClaim> expectedClaims,
      List<String> passages) {

    static ToLabel of(Judged judged) {
      Answered answered = judged.answered();
      return new ToLabel(
          answered.queryId(),
          PeoplesLabels.answer(answered),
          answered.query(),
          answered.gtAnswer(),
          answered.response(),
          claims(judged.responseClaims(), judged.answer2response(), judged.retrieved2response()),
          claims(judged.gtAnswerClaims(), judged.response2answer(), judged.retrieved2answer()),
          answered.context().stream().map(RetrievedText::text).toList());
    }

    private static List<JudgedClaim> claims(
        @Nullable List<Claim> claims,
        @Nullable List<Label> labels,
        @Nullable List<List<Label>> byPassage) {
      return claims == null || labels == null || byPassage == null
          ? List.of()
          : IntStream.range(0, claims.size())
              .mapToObj(i -> JudgedClaim.of(claims.get(i), labels.get(i), byPassage.get(i)))
              .toList();
    }
  }

  /**
   * What the judge says of a claim, which is no reason to say the same.
   *
   * @param judge the label by the other side: expected answer, or answer
   * @param passages that support it, counted from 1
   */
  public record JudgedClaim(String claim, String judge, List<Integer> passages) {

    static JudgedClaim of(Claim claim, Label label, List<Label> byPassage) {
      return new JudgedClaim(
          claim.text(),
          label.text(),
          IntStream.range(0, byPassage.size())
              .filter(passage -> byPassage.get(passage) == Label.ENTAILMENT)
              .mapToObj(passage -> passage + 1)
              .toList());
    }
  }

  /**
   * The answers worth labelling most.
   *
   * @param why they are
   * @param labelled answers whose labels count so far
   * @param of all answers
   */
  public record LabelList(String why, int labelled, int of, List<ToLabel> answers) {}

  /** What to label next, for a file. */
  public LabelList list() {
    int all = people.size() + others.size();
    int missing = Math.max(0, PredictionPoweredMean.FEWEST_LABELS - people.size());
    String next =
        missing > 0
            ? "The first %d are worth most: with them, red lines are held against what people say."
                .formatted(missing)
            : "Each one from the top narrows the interval that red lines are held against.";
    return new LabelList(
        next
            + " Chance made the order, so that those from the top stand for all %d answers;"
                .formatted(all)
            + " one that is picked from further down counts once all above it are labelled.",
        people.size(),
        all,
        next());
  }

  /** Of an evaluation of which every answer is judged. */
  public static LabelledSample of(JudgedResults results, PeoplesLabels labels) {
    List<Scores> people = new ArrayList<>();
    List<QueryMetrics> judge = new ArrayList<>();
    List<QueryMetrics> others = new ArrayList<>();
    List<ToLabel> next = new ArrayList<>();
    for (int place : inRandomOrder(results)) {
      Judged judged = results.get(place);
      QueryMetrics metrics = judged.metrics().orElseThrow();
      Optional<Scores> label = labels.of(judged.answered());
      if (label.isPresent() && others.isEmpty()) {
        people.add(label.get());
        judge.add(metrics);
      } else {
        others.add(metrics);
        if (label.isEmpty() && next.size() < SHOWN) {
          next.add(ToLabel.of(judged));
        }
      }
    }
    return new LabelledSample(people, judge, others, next);
  }

  /** By a hash of the question's id: the same in every run, and nobody's choice. */
  private static List<Integer> inRandomOrder(JudgedResults results) {
    record Place(int index, String hash) {}
    List<String> ids = results.ids();
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      Sha256 hash = new Sha256();
      hash.add(ids.get(i));
      places.add(new Place(i, hash.hex()));
    }
    return places.stream().sorted(Comparator.comparing(Place::hash)).map(Place::index).toList();
  }

  /**
   * The mean that people would give over questions of this kind, of which the evaluated ones are
   * taken as a sample; empty with fewer labels than that takes.
   *
   * @param score of people
   * @param metric the same of the judge
   */
  public Optional<PredictionPoweredMean> mean(
      ToDoubleFunction<Scores> score, Metric metric, double alpha) {
    return people.size() < PredictionPoweredMean.FEWEST_LABELS
        ? Optional.empty()
        : Optional.of(
            PredictionPoweredMean.of(
                people.stream().mapToDouble(score).toArray(),
                judge.stream().mapToDouble(m -> m.get(metric)).toArray(),
                others.stream().mapToDouble(m -> m.get(metric)).toArray(),
                alpha));
  }
}
