package dev.redline.change.settings;

import dev.redline.change.ChangeKind;
import dev.redline.change.WayBack;
import dev.redline.postgres.ServerFiles;
import dev.redline.state.KeptChange;
import dev.redline.target.ManualCommands;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file that was not there: it is deleted again. */
public final class NewFileKind implements ChangeKind {

  static final String KIND = "new file";

  static KeptChange keep(String file) {
    return new KeptChange(KIND, file, Map.of(), List.of());
  }

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public WayBack wayBack(KeptChange kept) {
    return new WayBack() {
      @Override
      public void restoreFiles(ServerFiles files) {
        files.delete(kept.subject());
      }

      @Override
      public Optional<String> line(ManualCommands by, String database) {
        return Optional.of(by.delete(kept.subject()));
      }

      @Override
      public List<Verdict> gone(ServerFiles files) {
        return List.of(
            files.exists(kept.subject())
                ? Verdict.fail(kept.subject(), "there", "gone", "delete it")
                : Verdict.pass(kept.subject(), "gone", "gone"));
      }
    };
  }
}
