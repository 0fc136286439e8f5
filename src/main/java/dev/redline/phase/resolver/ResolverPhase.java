package dev.redline.phase.resolver;

import dev.redline.approval.Decision;
import dev.redline.change.Change;
import dev.redline.change.ChangeRequest;
import dev.redline.change.ChangingPhase;
import dev.redline.change.PhaseChange;
import dev.redline.change.PhaseContext;
import dev.redline.plan.AdoptionConfig;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Moves a source tree that a person names to the resolver: shown as a patch, decided, applied and
 * proven. A tree is never throwaway: the patch waits for its decision on every server. The server
 * of the run holds the state and must not change.
 */
public final class ResolverPhase implements ChangingPhase {

  private final PhaseContext context;
  private final PhaseChange change;
  private final Optional<Path> named;
  private final Path originals;
  private final ResolverAdoption adoption;
  private List<String> patches = List.of();

  /**
   * Reads no file of the tree yet. What is kept lies in a folder of this run's own, so that no way
   * back takes an earlier adoption with it.
   *
   * @param named what {@code -Dscan} names; empty if it names nothing
   */
  public ResolverPhase(PhaseContext context, PhaseChange change, Optional<Path> named) {
    this.context = context;
    this.change = change;
    this.named = named.map(Path::toAbsolutePath).map(Path::normalize);
    this.originals =
        context
            .keep()
            .resolve("resolver")
            .resolve(Long.toString(context.clock().millis()))
            .toAbsolutePath();
    this.adoption =
        new ResolverAdoption(
            tree(),
            originals,
            AdoptionConfig.load(context.fixtures().resolve("resolver/adoption.yaml")),
            context.plan().scan());
  }

  @Override
  public PhaseChange change() {
    return change;
  }

  /** Somebody has named a tree, and the server of the run may hold what is kept. */
  @Override
  public Finding mayBeChanged() throws SQLException {
    String subject = "source tree to change";
    String required = "a folder that -Dscan names, outside of what is kept";
    String observed = named.map(Path::toString).orElse("none is named");
    boolean fit = named.filter(Files::isDirectory).isPresent() && !originals.startsWith(tree());
    return Finding.of(
            fit
                ? Verdict.pass(subject, observed, required)
                : Verdict.fail(subject, observed, required, "add -Dscan=<folder of the sources>"))
        .and(change.mayBeChanged());
  }

  /** The patch, file by file. */
  @Override
  public ChangeRequest request() {
    patches = adoption.patches();
    Finding toChange =
        Finding.of(
            Verdict.pass("files to change", Integer.toString(patches.size()), "as many as read"),
            Evidence.of("patch", String.join("\n", patches)));
    Decision decision =
        Decision.about(
            "resolver",
            "%d files of %s change as the patch shows".formatted(patches.size(), tree()));
    return new ChangeRequest(
        patches.isEmpty() && !adoption.noReadLeft().passed() ? adoption.noReadLeft() : toChange,
        Stream.concat(
                Stream.of("Adoption of the resolver would change %s:".formatted(tree())),
                patches.stream())
            .toList(),
        patches,
        patches,
        patches.isEmpty() ? List.of() : List.of(decision));
  }

  /** None where every read asks the resolver already. */
  @Override
  public List<Change> changes() {
    return patches.isEmpty()
        ? List.of()
        : List.of(new AdoptionChange(adoption, tree(), originals, context.say()));
  }

  /** The files are somebody's. */
  @Override
  public boolean isAlwaysDecided() {
    return true;
  }

  /** No read goes past the resolver any more: from here on a start of the application asks it. */
  @Override
  public Finding takeEffect() {
    return adoption.noReadLeft();
  }

  /** The approval was for the patch. */
  @Override
  public Optional<Decision> commitDecision() {
    return Optional.empty();
  }

  /** As long as it is in force it stays. */
  @Override
  public Finding completed(Finding decided) {
    return decided.and(patches.isEmpty() ? adoption.noReadLeft() : adoption.inForce());
  }

  private Path tree() {
    return named.orElse(context.folders().project());
  }
}
