package dev.redline.change;

import dev.redline.postgres.ServerFiles;
import dev.redline.state.KeptChange;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.Map;

/** An example of a kind of change that somebody adds: a file that is created, and deleted again. */
public final class CreatedFileKind implements ChangeKind {

  static KeptChange keep(String file) {
    return new KeptChange("created file", file, Map.of(), List.of());
  }

  @Override
  public String name() {
    return "created file";
  }

  @Override
  public WayBack wayBack(KeptChange kept) {
    return new WayBack() {
      @Override
      public void restoreFiles(ServerFiles files) {
        files.delete(kept.subject());
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
