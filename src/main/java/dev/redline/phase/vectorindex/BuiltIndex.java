package dev.redline.phase.vectorindex;

import dev.redline.change.Change;
import dev.redline.change.TakesEffect;
import dev.redline.phase.vectorindex.IndexBuild.Built;
import dev.redline.phase.vectorindex.IndexCatalog.Entry;
import dev.redline.plan.workload.RelationName;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.state.KeptChange;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** The new index, built beside the old one. */
record BuiltIndex(IndexWork work) implements Change {

  @Override
  public String description() {
    return "index " + name();
  }

  private RelationName name() {
    ResolvedChange found = work.resolved();
    return found.isThere() ? found.replaced().name() : found.working();
  }

  @Override
  public TakesEffect takesEffect() {
    return TakesEffect.IN_SESSION;
  }

  @Override
  public Set<String> alters() {
    return Set.of("index " + work.resolved().working());
  }

  /** This account may swap it, nothing of others has its name, and no other search needs it. */
  @Override
  public Finding mayApply(Connection connection) throws SQLException {
    return Finding.of(
        new IndexObstacles(connection, work.resolved(), work.change().progress().hasPendingChange())
            .verdicts(
                work.context()
                    .workload()
                    .orElseThrow()
                    .searches()
                    .resolved(work.context().connector())));
  }

  @Override
  public KeptChange kept() {
    return IndexChangeKind.keep(work.resolved());
  }

  /** Builds the index beside the old one; what an earlier run has built stays. */
  @Override
  public Finding apply() throws SQLException {
    RelationName working = work.resolved().working();
    if (work.entry(working).filter(Entry::usable).isPresent()) {
      return Finding.of(Verdict.pass(description(), "built by an earlier run", "built"));
    }
    work.context().say().accept("Building index %s…".formatted(working));
    Built now =
        new IndexBuild(work.context().connector(), work.planned().build())
            .run(statement(), working);
    work.built(now);
    return Finding.of(
        Verdict.pass(description(), "built in %.0f ms".formatted(now.millis()), "built"),
        Evidence.of("build", now));
  }

  /** Beside applications the search must not see it before it is judged. */
  private String statement() {
    NewIndex index = work.resolved().index();
    NewIndex compared =
        !work.isComparedOnCopies() && work.resolved().sameForm()
            ? work.resolved().alias().map(index::on).orElse(index)
            : index;
    return compared.createBeside(work.resolved().working().name());
  }

  @Override
  public Finding accepted(Connection connection) throws SQLException {
    return work.usable(name());
  }

  @Override
  public Finding inForce(SettingsSnapshot after) throws SQLException {
    return work.usable(name());
  }
}
