package dev.redline.phase.vectorindex;

import dev.redline.approval.Decision;
import dev.redline.change.Change;
import dev.redline.change.ChangeRequest;
import dev.redline.change.ChangingPhase;
import dev.redline.change.PhaseChange;
import dev.redline.change.PhaseContext;
import dev.redline.plan.workload.IndexChanges;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Another index for a search of the workload: built beside the old one, compared with it by {@link
 * IndexJudgement}, and put in its place once a person has decided. On a throwaway server, and where
 * the plan says {@code rehearse: twin}, it is compared on copies before the server is touched;
 * otherwise on the server, after it is built.
 */
public final class IndexChangePhase implements ChangingPhase {

  private final IndexWork work;
  private final IndexChoice choice;
  private final IndexReplacement replacement;

  /**
   * Touches nothing yet.
   *
   * @param named what {@code -Dindex} names; empty if it names nothing
   */
  public IndexChangePhase(
      PhaseContext context, PhaseChange change, IndexChanges planned, Optional<String> named) {
    this.work = new IndexWork(context, change, planned);
    this.choice = new IndexChoice(context, planned, named);
    this.replacement = new IndexReplacement(work);
  }

  IndexWork work() {
    return work;
  }

  @Override
  public PhaseChange change() {
    return work.change();
  }

  /** One change is meant, of a search that the workload has; what earlier ones left is dropped. */
  @Override
  public Finding mayBeChanged() throws SQLException {
    Finding permitted = change().mayBeChanged().and(Finding.of(choice.verdict()));
    return permitted.passed() && !change().progress().hasPendingChange()
        ? permitted.and(Finding.of(replacement.earlierOnesDropped()))
        : permitted;
  }

  /** The statement, what it takes, and what the search becomes. */
  @Override
  public ChangeRequest request() throws SQLException {
    try (Connection connection = work.control()) {
      ResolvedChange found =
          new IndexResolver(connection, choice.change()).resolve(choice.search());
      work.resolved(found);
      if (isLeft()) {
        return new ChangeRequest(work.left("index"), List.of(), content(), content(), List.of());
      }
      BuildNeeds needs = BuildNeeds.read(connection, work.context(), found);
      return new ChangeRequest(
          Finding.of(
              List.of(needs.memory(work.planned().build()), needs.disk()),
              Evidence.of("forecast", needs.forecast())),
          List.of(
              "Another index for search \"%s\":".formatted(found.search().name()),
              "  now:  " + found.entry().definition(),
              "  then: " + found.index().createBeside(found.replaced().name().name()),
              "  " + needs.forecast()),
          content(),
          content(),
          List.of(Decision.about("build", effect(found))));
    }
  }

  private static String effect(ResolvedChange found) {
    return "%s is built CONCURRENTLY beside %s: %s"
        .formatted(found.working(), found.replaced().name(), found.index().definition());
  }

  private boolean isLeft() {
    return work.leftAlone().isPresent();
  }

  /** What an approval holds for: the index before and after. */
  private List<String> content() {
    ResolvedChange found = work.resolved();
    return List.of(
        "index %s: %s -> %s"
            .formatted(found.replaced().name(), found.oldDefinition(), found.index().definition()));
  }

  @Override
  public List<Change> changes() {
    return List.of(new BuiltIndex(work));
  }

  @Override
  public Optional<String> leftAlone(Change change) {
    return work.leftAlone();
  }

  @Override
  public Optional<Decision> commitDecision() {
    return isLeft()
        ? Optional.of(Decision.STAYS)
        : Optional.of(
            Decision.about(
                Decision.COMMIT,
                "%s is replaced and dropped; until then nothing is lost"
                    .formatted(work.resolved().replaced().name())));
  }

  /** The new index gets the name of the old one. */
  @Override
  public Finding completed(Finding decided) throws SQLException {
    return isLeft() ? decided : decided.and(replacement.swapped());
  }

  /** The old index is dropped, and the search goes through the new one. */
  public Finding replaced() throws SQLException {
    if (isLeft()) {
      return work.left("old index");
    }
    Verdict dropped = replacement.dropped();
    return dropped.passed()
        ? Finding.of(dropped).and(new NewSearch(work.context(), work.resolved()).finding())
        : Finding.of(dropped);
  }
}
