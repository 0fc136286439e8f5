package dev.redline.phase.vectorindex;

import dev.redline.change.PhaseChange;
import dev.redline.change.PhaseContext;
import dev.redline.phase.vectorindex.IndexBuild.Built;
import dev.redline.phase.vectorindex.IndexCatalog.Entry;
import dev.redline.plan.workload.IndexChanges;
import dev.redline.plan.workload.RelationName;
import dev.redline.postgres.ApplicationName;
import dev.redline.verdict.Finding;
import dev.redline.verdict.LeftAlone;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One change of an index on its way: what each step has found out for those after it. */
final class IndexWork {

  private final PhaseContext context;
  private final PhaseChange change;
  private final IndexChanges planned;
  private @Nullable ResolvedChange resolved;
  private @Nullable Built built;
  private Optional<String> leftAlone = Optional.empty();
  private boolean comparedOnCopies;

  /** Nothing is found out yet. */
  IndexWork(PhaseContext context, PhaseChange change, IndexChanges planned) {
    this.context = context;
    this.change = change;
    this.planned = planned;
  }

  PhaseContext context() {
    return context;
  }

  PhaseChange change() {
    return change;
  }

  IndexChanges planned() {
    return planned;
  }

  void resolved(ResolvedChange found) {
    resolved = found;
    leftAlone =
        found.isThere()
            ? Optional.of("%s is what the change asks for".formatted(found.replaced().name()))
            : Optional.empty();
  }

  /**
   * The index before and after.
   *
   * @throws IllegalStateException before the dry run
   */
  ResolvedChange resolved() {
    if (resolved == null) {
      throw new IllegalStateException("Step dryRun has to run first.");
    }
    return resolved;
  }

  /** Why there is nothing to do; empty if there is. */
  Optional<String> leftAlone() {
    return leftAlone;
  }

  /** What a step says that has nothing to do. */
  Finding left(String subject) {
    return new LeftAlone(subject, leftAlone.orElseThrow()).finding();
  }

  void comparedOnCopies() {
    comparedOnCopies = true;
  }

  boolean isComparedOnCopies() {
    return comparedOnCopies;
  }

  void built(Built now) {
    built = now;
  }

  /** How it was built, as far as this run knows. */
  Built built() throws SQLException {
    return built != null
        ? built
        : new Built(Double.NaN, entry(resolved().working()).orElseThrow().bytes(), List.of());
  }

  /** Whether what was built is what searches are to use. */
  boolean isFinal() throws SQLException {
    return !resolved().sameForm()
        || IndexedOn.read(context.connector(), resolved().index().table(), resolved().working())
            .equals(resolved().index().indexed());
  }

  /** The index is valid, ready and live. */
  Finding usable(RelationName index) throws SQLException {
    Optional<Entry> entry = entry(index);
    String observed =
        entry.map(each -> each.usable() ? "valid, ready and live" : "invalid").orElse("not there");
    return Finding.of(
        entry.filter(Entry::usable).isPresent()
            ? Verdict.pass("index " + index, observed, "valid, ready and live")
            : Verdict.fail(
                "index " + index,
                observed,
                "valid, ready and live",
                "run again: it is built anew"));
  }

  /** As the catalog has the index. */
  Optional<Entry> entry(RelationName index) throws SQLException {
    try (Connection connection = control()) {
      return new IndexCatalog(connection).find(index);
    }
  }

  Connection control() throws SQLException {
    return context.connector().open(ApplicationName.CONTROL);
  }
}
