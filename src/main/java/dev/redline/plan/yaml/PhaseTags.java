package dev.redline.plan.yaml;

import java.util.List;
import java.util.Objects;

/** The tags of plan.yaml as they are written, whatever else is wrong with its phases. */
public final class PhaseTags {

  private PhaseTags() {}

  /** In the order of the file; empty if it has no phases. */
  public static List<String> of(GatesFiles files) {
    Node phases = files.root("plan.yaml").entries().get("phases");
    return phases == null
        ? List.of()
        : phases.items().stream()
            .map(phase -> phase.entries().get("tag"))
            .filter(Objects::nonNull)
            .map(tag -> tag.scalar().text())
            .toList();
  }
}
