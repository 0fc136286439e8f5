package dev.redline.record.quality;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.LatencyTargets.SearchTarget;
import dev.redline.plan.workload.PlannedSearch;
import dev.redline.record.quality.RunEvidence.Found;
import dev.redline.verdict.ThresholdCheck;
import dev.redline.verdict.Verdict;
import dev.redline.workload.SearchMeasurements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The newest whole evaluation and the newest searches of a server, held against the plan. */
final class Performance {

  private static final String MEASURE =
      "run the stage that the server is to have, such as mvn verify -Dgroups=stageA";
  private static final String EVALUATIONS = "baseline_evaluations/ragchecker_official_evaluation_";
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Plan plan;
  private final RunEvidence evidence;

  Performance(Plan plan, RunEvidence evidence) {
    this.plan = plan;
    this.evidence = evidence;
  }

  List<Verdict> validated(String server) {
    Found<JsonNode> evaluation =
        evidence.newest(
            "whole evaluation", path -> path.startsWith(EVALUATIONS), Optional.of(server), MEASURE);
    Found<JsonNode> searches =
        evidence.newest(
            "vector searches", SearchMeasurements.FILE::equals, Optional.of(server), MEASURE);
    List<Verdict> verdicts = new ArrayList<>(List.of(evaluation.verdict(), searches.verdict()));
    evaluation.thing().map(this::evaluation).ifPresent(verdicts::add);
    searches.thing().stream().flatMap(this::searches).forEach(verdicts::add);
    return verdicts;
  }

  private Verdict evaluation(JsonNode file) {
    String subject = "time of the whole evaluation";
    JsonNode summary = file.path("summary");
    double seconds = summary.path("seconds").asDouble(Double.NaN);
    if (!summary.path("complete").asBoolean(false) || Double.isNaN(seconds)) {
      return Verdict.inconclusive(
          subject, "not every case was judged, or no time", "a complete evaluation", MEASURE);
    }
    return ThresholdCheck.time(
        subject, nanos(seconds * NANOS_PER_SECOND), plan.redLines().wholeEvaluation(), MEASURE);
  }

  private Stream<Verdict> searches(JsonNode file) {
    return file.path("searches").valueStream().flatMap(this::ofOne);
  }

  /** By what the workload asks of the search of that name, or else by what is asked of all. */
  private Stream<Verdict> ofOne(JsonNode search) {
    String name = search.path("search").asString("");
    List<SearchTarget> targets =
        plan.workload().stream()
            .flatMap(workload -> workload.searches().stream())
            .filter(planned -> planned.name().equals(name))
            .findFirst()
            .map(PlannedSearch::targets)
            .orElse(plan.latency().searches());
    return targets.stream().flatMap(target -> search(target, name, search));
  }

  private Stream<Verdict> search(SearchTarget target, String name, JsonNode search) {
    String subject = "vector search at K=%d, %s".formatted(target.k(), name);
    Optional<JsonNode> measured =
        search
            .path("byK")
            .valueStream()
            .map(at -> at.path("measured"))
            .filter(at -> at.path("k").asInt(0) == target.k())
            .findFirst();
    int samples = measured.map(at -> at.path("millis").size()).orElse(0);
    double p95 = measured.map(at -> at.path("p95").asDouble(Double.NaN)).orElse(Double.NaN);
    if (samples < plan.latency().samples() || Double.isNaN(p95)) {
      return Stream.of(
          Verdict.inconclusive(
              "samples of " + subject,
              Integer.toString(samples),
              "at least " + plan.latency().samples(),
              MEASURE));
    }
    double recall = measured.orElseThrow().path("recall").path("mean").asDouble(Double.NaN);
    return Stream.of(
        ThresholdCheck.time(
            "p95 of " + subject, nanos(p95 * NANOS_PER_MILLI), target.p95(), MEASURE),
        ThresholdCheck.score("mean recall of " + subject, recall, target.recall(), MEASURE));
  }

  private static Duration nanos(double nanos) {
    return Duration.ofNanos(Math.round(nanos));
  }
}
