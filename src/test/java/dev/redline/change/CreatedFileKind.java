package dev.redline.change;

import dev.redline.change.settings.NewFileKind;
import dev.redline.state.KeptChange;
import java.util.List;
import java.util.Map;

/** An example of a kind of change that somebody adds: it goes back as a file of ours does. */
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
    return new NewFileKind().wayBack(kept);
  }
}
