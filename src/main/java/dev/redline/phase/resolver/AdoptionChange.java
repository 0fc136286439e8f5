package dev.redline.phase.resolver;

import dev.redline.change.Change;
import dev.redline.change.TakesEffect;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.state.KeptChange;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.function.Consumer;

/**
 * A source tree that moves to the resolver.
 *
 * @param originals the folder for what it takes to go back
 * @param say told the line for a shell that takes everything back
 */
record AdoptionChange(ResolverAdoption adoption, Path tree, Path originals, Consumer<String> say)
    implements Change {

  @Override
  public String description() {
    return "adoption of the resolver in " + tree;
  }

  /** When the application starts. */
  @Override
  public TakesEffect takesEffect() {
    return TakesEffect.ON_RESTART;
  }

  /** No file of somebody's has a resolver's name: see {@link ResolverAdoption#keepOriginals}. */
  @Override
  public Finding mayApply(Connection connection) {
    return Finding.of(
        Verdict.none(
            "files that nobody may replace", adoption.taken(), "none", "move them, and run again"));
  }

  @Override
  public KeptChange kept() {
    return AdoptionChangeKind.keep(tree, originals);
  }

  @Override
  public Finding originalKept() {
    return adoption.keepOriginals();
  }

  @Override
  public Finding apply() {
    say.accept("To take the adoption back by hand: " + adoption.apply());
    return adoption.written();
  }

  @Override
  public Finding accepted(Connection connection) {
    return adoption.written();
  }

  @Override
  public Finding inForce(SettingsSnapshot after) {
    return adoption.inForce();
  }
}
