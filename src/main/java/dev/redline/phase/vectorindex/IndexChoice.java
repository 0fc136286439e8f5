package dev.redline.phase.vectorindex;

import dev.redline.change.PhaseContext;
import dev.redline.plan.workload.IndexChange;
import dev.redline.plan.workload.IndexChanges;
import dev.redline.plan.workload.PlannedSearch;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Which change of gates/indexes.yaml is meant, and the search that it is for.
 *
 * @param named what {@code -Dindex} names; empty if it names nothing
 */
record IndexChoice(PhaseContext context, IndexChanges planned, Optional<String> named) {

  /** One change is meant, of a search that the workload has. */
  Verdict verdict() {
    String subject = "change of gates/indexes.yaml";
    String required = "one, of a search of the workload";
    Optional<IndexChange> meant = planned.chosen(named);
    if (meant.isEmpty()) {
      return Verdict.fail(
          subject,
          named.orElse("none is named") + ", of " + planned.names(),
          required,
          "add -Dindex=<name>, or an entry to gates/indexes.yaml");
    }
    return searches().stream().anyMatch(each -> each.name().equals(meant.get().search()))
        ? Verdict.pass(subject, meant.get().name(), required)
        : Verdict.fail(
            subject,
            "%s, of search %s, which is not there".formatted(named, meant.get().search()),
            required,
            "the searches are " + searches().stream().map(PlannedSearch::name).toList());
  }

  /**
   * The change.
   *
   * @throws java.util.NoSuchElementException unless {@link #verdict} passes
   */
  IndexChange change() {
    return planned.chosen(named).orElseThrow();
  }

  /**
   * The search.
   *
   * @throws java.util.NoSuchElementException unless {@link #verdict} passes
   */
  PlannedSearch search() {
    String name = change().search();
    return searches().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private List<PlannedSearch> searches() {
    return context
        .workload()
        .map(workload -> workload.searches().workload().searches())
        .orElse(List.of());
  }
}
