package dev.redline.rag.evaluation;

import dev.redline.files.Sha256;
import dev.redline.rag.Answered;
import dev.redline.rag.Claim;
import dev.redline.rag.Judged;
import dev.redline.rag.RetrievedText;
import dev.redline.rag.metric.Metric;
import dev.redline.rag.metric.QueryMetrics;
import dev.redline.rag.metric.Scores;
import dev.redline.verdict.PredictionPoweredMean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

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
   * @param claims those of the answer, as the judge took it apart
   */
  public record ToLabel(
      String queryId,
      String answer,
      String query,
      String gtAnswer,
      String response,
      List<String> claims,
      List<String> passages) {

    static ToLabel of(Judged judged) {
      Answered answered = judged.answered();
      List<Claim> claims = judged.responseClaims();
      return new ToLabel(
          answered.queryId(),
          PeoplesLabels.answer(answered),
          answered.query(),
          answered.gtAnswer(),
          answered.response(),
          claims == null ? List.of() : claims.stream().map(Claim::text).toList(),
          answered.context().stream().map(RetrievedText::text).toList());
    }
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
        if (next.size() < SHOWN) {
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
