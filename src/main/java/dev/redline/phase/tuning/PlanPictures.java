package dev.redline.phase.tuning;

import dev.redline.search.MeasuredSearch;
import dev.redline.search.statements.MeasuredStatement;
import dev.redline.vector.SearchMeasurement;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.TreePair;
import dev.redline.workload.PlanTree;
import dev.redline.workload.SearchMeasurements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How the server runs each search and each statement, before and after a change. */
final class PlanPictures {

  private PlanPictures() {}

  /**
   * Of each search the plans that differ; where none does, the one at its first k. Of the
   * statements likewise, where none differs that of the most expensive one.
   */
  static List<Evidence> of(SearchMeasurements before, SearchMeasurements after) {
    return Stream.concat(
            after.searches().stream().map(search -> pairs(before.of(search.search()), search)),
            Stream.of(statements(before.statements(), after.statements())))
        .flatMap(pairs -> worthALook(pairs).stream())
        .map(pair -> Evidence.of(pair.title(), pair))
        .toList();
  }

  private static List<TreePair> worthALook(List<TreePair> pairs) {
    List<TreePair> differing = pairs.stream().filter(pair -> !pair.same()).toList();
    return differing.isEmpty() ? pairs.stream().limit(1).toList() : differing;
  }

  private static List<TreePair> pairs(MeasuredSearch before, MeasuredSearch after) {
    List<TreePair> pairs = new ArrayList<>();
    for (MeasuredSearch.AtK at : after.byK()) {
      Optional<SearchMeasurement> was = before.at(at.k()).map(MeasuredSearch.AtK::measured);
      was.ifPresent(earlier -> pairs.add(pair(after.search(), earlier, at.measured())));
    }
    return pairs;
  }

  private static TreePair pair(String search, SearchMeasurement before, SearchMeasurement after) {
    return new TreePair(
        "Plan of search %s at K=%d".formatted(search, after.k()),
        PlanTree.of(before.plan().explain()),
        PlanTree.of(after.plan().explain()));
  }

  private static List<TreePair> statements(
      List<MeasuredStatement> before, List<MeasuredStatement> after) {
    return after.stream()
        .flatMap(
            now ->
                before.stream()
                    .filter(earlier -> earlier.id() == now.id())
                    .limit(1)
                    .flatMap(earlier -> pair(earlier, now).stream()))
        .toList();
  }

  /** Nothing where either could not even be planned. */
  private static Optional<TreePair> pair(MeasuredStatement before, MeasuredStatement after) {
    return before
        .plan()
        .flatMap(
            was ->
                after
                    .plan()
                    .map(
                        is ->
                            new TreePair(
                                "Plan of statement " + after.shown(),
                                PlanTree.of(was),
                                PlanTree.of(is))));
  }
}
