package dev.redline.phase.vectorindex;

import dev.redline.approval.Decision;
import dev.redline.change.Change;
import dev.redline.change.ChangingPhase;
import dev.redline.change.PhaseChange;
import dev.redline.change.PhaseContext;
import dev.redline.change.UnchangedCheck;
import dev.redline.plan.workload.IndexChanges;
import dev.redline.plan.workload.RelationName;
import dev.redline.postgres.ServerObjects;
import dev.redline.postgres.ServerState;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

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
      PhaseContext context, PhaseChange change, IndexChanges rules, Optional<String> named) {
    this.work = new IndexWork(context, change, rules);
    this.choice = new IndexChoice(context, rules, named);
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
  public Finding dryRun() throws SQLException {
    try (Connection connection = work.control()) {
      ResolvedChange found =
          new IndexResolver(connection, choice.change()).resolve(choice.search());
      work.resolved(found);
      if (isLeft()) {
        return work.left("index");
      }
      BuildNeeds needs = BuildNeeds.read(connection, work.context(), found);
      say(found, needs.forecast());
      return Finding.of(
          List.of(needs.memory(work.rules().build()), needs.disk()),
          Evidence.of("dry run", content()),
          Evidence.of("forecast", needs.forecast()));
    }
  }

  private boolean isLeft() {
    return work.leftAlone().isPresent();
  }

  private void say(ResolvedChange found, IndexForecast forecast) {
    Consumer<String> say = work.context().say();
    say.accept("Another index for search \"%s\":".formatted(found.search().name()));
    say.accept("  now:  " + found.entry().definition());
    say.accept("  then: " + found.index().createBeside(found.replaced().name().name()));
    say.accept("  " + forecast);
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
  public Finding approval() {
    return change()
        .approval(
            content(),
            isLeft()
                ? List.of()
                : List.of(
                    Decision.about(
                        "build",
                        "%s is built CONCURRENTLY beside %s: %s"
                            .formatted(
                                work.resolved().working(),
                                work.resolved().replaced().name(),
                                work.resolved().index().definition()))));
  }

  /** Nothing differs but the new index. */
  @Override
  public Finding nothingElseChanged() throws SQLException {
    ServerState now = ServerState.read(work.context().connector(), work.context().clock());
    return Finding.of(
        List.of(
            UnchangedCheck.ofSettings(change().before(), now, work.context().mayDiffer()),
            UnchangedCheck.ofObjects(change().before(), without(now, work.resolved().working()))));
  }

  private static ServerState without(ServerState now, RelationName index) {
    Map<String, String> others = new TreeMap<>(now.objects().byName());
    others.remove("index " + index);
    return new ServerState(
        now.settings(), now.vectorIndexes(), now.rows(), new ServerObjects(others));
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
