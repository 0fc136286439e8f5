package dev.redline.phase.tuning;

import dev.redline.search.MeasuredSearch;
import dev.redline.vector.SearchMeasurement;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.TreePair;
import dev.redline.workload.PlanTree;
import dev.redline.workload.SearchMeasurements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the server runs each search, before and after a change. */
final class PlanPictures {

  private PlanPictures() {}

  /** Of each search the plans that differ; where none does, the one at its first k. */
  static List<Evidence> of(SearchMeasurements before, SearchMeasurements after) {
    return after.searches().stream()
        .flatMap(search -> worthALook(pairs(before.of(search.search()), search)).stream())
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
}
