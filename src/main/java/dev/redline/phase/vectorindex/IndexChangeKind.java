package dev.redline.phase.vectorindex;

import dev.redline.change.ChangeKind;
import dev.redline.change.WayBack;
import dev.redline.plan.workload.RelationName;
import dev.redline.state.KeptChange;
import java.util.List;
import java.util.Map;

/** An index that is built beside another one: it goes, and the old one has its name again. */
public final class IndexChangeKind implements ChangeKind {

  private static final String KIND = "vector index";

  static KeptChange keep(ResolvedChange change) {
    return new KeptChange(
        KIND,
        change.replaced().name().toString(),
        Map.of(
            "schema", change.replaced().name().schema(),
            "old", change.replaced().name().name(),
            "working", change.working().name(),
            "parked", change.parked().name(),
            "table schema", change.index().table().schema(),
            "table", change.index().table().name(),
            "comment", change.entry().comment()),
        List.of(IndexSwap.drop(change.working())));
  }

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public WayBack wayBack(KeptChange kept) {
    return new IndexWayBack(
        index(kept, "old"),
        index(kept, "working"),
        index(kept, "parked"),
        new RelationName(value(kept, "table schema"), value(kept, "table")),
        value(kept, "comment"),
        kept.statements());
  }

  private static RelationName index(KeptChange kept, String which) {
    return new RelationName(value(kept, "schema"), value(kept, which));
  }

  private static String value(KeptChange kept, String name) {
    return String.valueOf(kept.values().get(name));
  }
}
