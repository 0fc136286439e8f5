package dev.redline.rag.judge.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redline.rag.Judged;
import dev.redline.rag.evaluation.GivenAnswers;
import dev.redline.rag.metric.Metric;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How well the offline judge ranks pairs of answers as people do, beside the F1 of their words. Of
 * each pair of {@code answers.json} (RAGChecker's input form, query_id {@code 7-model1} and {@code
 * 7-model2}) {@code people.json} holds what some people said of the second answer against the first
 * ({@code [{"pair": 7, "people": [{"overall": 1, "correctness": 0, "completeness": 2}]}]}). Each
 * label counts singly, as in RAGChecker's meta-evaluation. Run with {@code
 * -Dtests.excluded=sample,long -Dtests.forks=1 -Dtest=PeopleBench -Dpeople=<folder of both files>}.
 */
@Tag("bench")
class PeopleBench {

  private static final int SAMPLES = 3000;
  private static final Map<String, Metric> ASKED =
      new TreeMap<>(
          Map.of(
              "overall", Metric.F1,
              "correctness", Metric.PRECISION,
              "completeness", Metric.RECALL));
  private static final Map<String, Pattern> WORDS =
      Map.of(
          "[a-z0-9]+", Pattern.compile("[a-z0-9]+"),
          "\\w+", Pattern.compile("\\w+"),
          "split at spaces", Pattern.compile("\\S+"));

  /** A label of somebody's on a pair of answers. */
  private record Opinion(String first, String second, double label) {}

  @Test
  void theJudgeRanksAsPeopleDoAboutAsWellAsCountedWords() {
    String folder = System.getProperty("people");
    assumeTrue(folder != null, "name the folder of answers.json and people.json by -Dpeople=");
    List<Judged> answers =
        GivenAnswers.read(Path.of(folder, "answers.json"))
            .evaluate(n -> new OfflineService().begin("bench", n), Clock.systemUTC())
            .results()
            .stream()
            .toList();
    JsonNode people = JsonMapper.shared().readTree(Path.of(folder, "people.json").toFile());

    Map<String, Map<String, double[]>> scores = new TreeMap<>();
    scores.put("offline judge", judged(answers));
    WORDS.forEach((name, pattern) -> scores.put("words " + name, counted(answers, pattern)));
    ASKED.forEach(
        (asked, metric) -> {
          List<Opinion> opinions = opinions(people, asked);
          scores.forEach(
              (who, of) ->
                  System.out.printf(
                      Locale.ROOT,
                      "%-13s %-22s Pearson %5.1f Spearman %5.1f, mean %.3f%n",
                      asked,
                      who,
                      100 * pearson(opinions, score(of, metric)),
                      100 * spearman(opinions, score(of, metric)),
                      of.values().stream()
                          .mapToDouble(all -> all[index(metric)])
                          .average()
                          .orElse(0)));
        });

    List<Opinion> overall = opinions(people, "overall");
    ToDoubleFunction<String> ours = score(scores.get("offline judge"), Metric.F1);
    WORDS
        .keySet()
        .forEach(
            name -> {
              ToDoubleFunction<String> words = score(scores.get("words " + name), Metric.F1);
              System.out.printf(
                  Locale.ROOT,
                  "judge less words %s: Pearson %s, Spearman %s%n",
                  name,
                  Arrays.toString(difference(overall, ours, words, PeopleBench::pearson)),
                  Arrays.toString(difference(overall, ours, words, PeopleBench::spearman)));
            });
    assertThat(pearson(overall, ours)).isGreaterThan(0.5);
  }

  private static Map<String, double[]> judged(List<Judged> answers) {
    Map<String, double[]> scores = new HashMap<>();
    for (Judged each : answers) {
      var metrics = each.metrics().orElseThrow();
      scores.put(
          each.answered().queryId(),
          new double[] {
            metrics.get(Metric.PRECISION), metrics.get(Metric.RECALL), metrics.get(Metric.F1)
          });
    }
    return scores;
  }

  private static Map<String, double[]> counted(List<Judged> answers, Pattern pattern) {
    Map<String, double[]> scores = new HashMap<>();
    for (Judged each : answers) {
      Map<String, Integer> said = words(each.answered().response(), pattern);
      Map<String, Integer> wanted = words(each.answered().gtAnswer(), pattern);
      double common =
          said.entrySet().stream()
              .mapToInt(word -> Math.min(word.getValue(), wanted.getOrDefault(word.getKey(), 0)))
              .sum();
      double precision = common / Math.max(1, sum(said));
      double recall = common / Math.max(1, sum(wanted));
      double f1 = common == 0 ? 0 : 2 * precision * recall / (precision + recall);
      scores.put(each.answered().queryId(), new double[] {precision, recall, f1});
    }
    return scores;
  }

  private static Map<String, Integer> words(String text, Pattern pattern) {
    Map<String, Integer> words = new HashMap<>();
    pattern
        .matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .forEach(word -> words.merge(word.group(), 1, Integer::sum));
    return words;
  }

  private static int sum(Map<String, Integer> words) {
    return words.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static int index(Metric metric) {
    return List.of(Metric.PRECISION, Metric.RECALL, Metric.F1).indexOf(metric);
  }

  private static ToDoubleFunction<String> score(Map<String, double[]> of, Metric metric) {
    return answer -> of.get(answer)[index(metric)];
  }

  private static List<Opinion> opinions(JsonNode people, String asked) {
    List<Opinion> opinions = new ArrayList<>();
    for (JsonNode pair : people) {
      String id = pair.get("pair").asString();
      for (JsonNode person : pair.get("people")) {
        opinions.add(new Opinion(id + "-model1", id + "-model2", person.get(asked).asDouble()));
      }
    }
    return opinions;
  }

  /** The 2.5th and the 97.5th percentile of the difference, over pairs drawn with replacement. */
  private static double[] difference(
      List<Opinion> all,
      ToDoubleFunction<String> one,
      ToDoubleFunction<String> other,
      BiFunction<List<Opinion>, ToDoubleFunction<String>, Double> correlation) {
    Map<String, List<Opinion>> pairs = new HashMap<>();
    all.forEach(each -> pairs.computeIfAbsent(each.first(), id -> new ArrayList<>()).add(each));
    List<List<Opinion>> drawnFrom =
        pairs.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(Map.Entry::getValue)
            .toList();
    Random random = new Random(7);
    double[] differences = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      List<Opinion> sample = new ArrayList<>();
      for (int j = 0; j < drawnFrom.size(); j++) {
        sample.addAll(drawnFrom.get(random.nextInt(drawnFrom.size())));
      }
      differences[i] = 100 * (correlation.apply(sample, one) - correlation.apply(sample, other));
    }
    Arrays.sort(differences);
    return new double[] {
      Math.rint(10 * differences[SAMPLES / 40]) / 10,
      Math.rint(10 * differences[SAMPLES - SAMPLES / 40]) / 10
    };
  }

  private static double pearson(List<Opinion> opinions, ToDoubleFunction<String> score) {
    return correlation(labels(opinions), differences(opinions, score));
  }

  private static double spearman(List<Opinion> opinions, ToDoubleFunction<String> score) {
    return correlation(ranks(labels(opinions)), ranks(differences(opinions, score)));
  }

  private static double[] labels(List<Opinion> opinions) {
    return opinions.stream().mapToDouble(Opinion::label).toArray();
  }

  private static double[] differences(List<Opinion> opinions, ToDoubleFunction<String> score) {
    return opinions.stream()
        .mapToDouble(each -> score.applyAsDouble(each.second()) - score.applyAsDouble(each.first()))
        .toArray();
  }

  private static double correlation(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return xy / Math.sqrt(xx * yy);
  }

  /** Equal values share the mean of their ranks. */
  private static double[] ranks(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return Arrays.stream(values)
        .map(
            value -> {
              int from = lower(sorted, value);
              int to = lower(sorted, Math.nextUp(value));
              return (from + to - 1) / 2.0;
            })
        .toArray();
  }

  private static int lower(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) / 2;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
