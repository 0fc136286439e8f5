package dev.redline.phase.resolver;

import dev.redline.change.ChangeKind;
import dev.redline.change.WayBack;
import dev.redline.postgres.ServerFiles;
import dev.redline.state.KeptChange;
import dev.redline.target.ManualCommands;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A source tree that was moved to the resolver: every file goes back, byte for byte. */
public final class AdoptionChangeKind implements ChangeKind {

  private static final String KIND = "resolver";

  static KeptChange keep(Path tree, Path originals) {
    return new KeptChange(
        KIND,
        tree.toString(),
        Map.of("tree", tree.toString(), "originals", originals.toString()),
        List.of());
  }

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public WayBack wayBack(KeptChange kept) {
    Path originals = Path.of(String.valueOf(kept.values().get("originals")));
    ResolverAdoption adoption =
        ResolverAdoption.applied(Path.of(String.valueOf(kept.values().get("tree"))), originals);
    return new WayBack() {
      @Override
      public void revert(Connection connection) {
        if (AdoptionManifest.in(originals).isPresent()) {
          adoption.revert();
        }
      }

      @Override
      public List<Verdict> gone(ServerFiles files) {
        return AdoptionManifest.in(originals).isPresent() ? adoption.gone().verdicts() : List.of();
      }

      @Override
      public Optional<String> line(ManualCommands by, String database) {
        return Optional.of(byHand());
      }

      @Override
      public String byHand() {
        return adoption.goBack();
      }
    };
  }
}
