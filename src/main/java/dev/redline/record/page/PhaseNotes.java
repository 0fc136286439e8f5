package dev.redline.record.page;

import dev.redline.record.page.GateRecordPage.Became;
import dev.redline.record.page.GateRecordPage.Bought;
import dev.redline.record.page.GateRecordPage.ChangedSetting;
import dev.redline.record.page.GateRecordPage.WayBack;
import dev.redline.verdict.BeforeAfter;
import dev.redline.verdict.Figures;
import dev.redline.verdict.Planned;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one phase planned and what came of it. */
final class PhaseNotes {

  private final String phase;
  private final Map<String, Planned.Value> planned = new LinkedHashMap<>();
  private final Map<String, BeforeAfter> settings = new LinkedHashMap<>();
  private final Map<String, BeforeAfter> figures = new LinkedHashMap<>();
  private final List<WayBack> back = new ArrayList<>();
  private @Nullable Boolean proven;

  PhaseNotes(String phase) {
    this.phase = phase;
  }

  void planned(Planned evidence) {
    evidence.values().forEach(value -> planned.put(value.name(), value));
  }

  /** The newest of a name counts. */
  void figures(Figures evidence) {
    Map<String, BeforeAfter> known = evidence.kind() == Figures.Kind.SETTINGS ? settings : figures;
    evidence.figures().forEach(figure -> known.put(figure.name(), figure));
  }

  void wayBack(String how, String tried) {
    WayBack way = new WayBack(phase, how, tried);
    if (!back.contains(way)) {
      back.add(way);
    }
  }

  /** The phase was taken back, and is proven to be or not. */
  void takenBack(boolean isProven) {
    proven = isProven;
  }

  List<WayBack> back() {
    return back;
  }

  List<ChangedSetting> changed() {
    return planned.values().stream()
        .map(
            value ->
                new ChangedSetting(
                    phase,
                    value.name(),
                    value.before().orElse("not known to the server"),
                    value.planned(),
                    inForce(value),
                    became(value),
                    value.how(),
                    value.because()))
        .toList();
  }

  private Became became(Planned.Value value) {
    if (!value.changes()) {
      return Became.AS_BEFORE;
    }
    if (proven != null) {
      return proven ? Became.PUT_BACK : Became.UNKNOWN;
    }
    return settings.containsKey(value.name()) ? Became.CHANGED : Became.NOT_APPLIED;
  }

  private String inForce(Planned.Value value) {
    String before = value.before().orElse("not set");
    return switch (became(value)) {
      case AS_BEFORE -> before + " (left as it was)";
      case PUT_BACK -> before + " (put back)";
      case UNKNOWN -> "unknown: the way back is not proven";
      case NOT_APPLIED -> before + " (not applied)";
      case CHANGED ->
          Optional.ofNullable(settings.get(value.name())).map(BeforeAfter::after).orElse(before);
    };
  }

  /** What was measured; nothing where no planned setting has become another. */
  List<Bought> bought() {
    if (!planned.isEmpty() && settings.isEmpty()) {
      return List.of();
    }
    String kept = proven == null ? phase : phase + ", taken back";
    return figures.values().stream()
        .map(figure -> new Bought(kept, figure.name(), figure.before(), figure.after()))
        .toList();
  }
}
