package dev.redline.phase.propose;

import dev.redline.plan.stage.PlannedSetting.Effect;
import dev.redline.plan.value.MemorySize;
import dev.redline.postgres.Setting;
import dev.redline.postgres.SettingsSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds drafts against the values in force: nothing that is already better is lowered. */
record Proposer(SettingsSnapshot now, Beside beside) {

  private static final Map<String, Long> UNITS =
      Map.of("B", 1L, "kB", 1L << 10, "8kB", 8L << 10, "MB", 1L << 20);

  List<ProposedSetting> propose(List<Draft> drafts) {
    return drafts.stream()
        .filter(draft -> now.settings().containsKey(draft.name()))
        .map(draft -> propose(draft, now.setting(draft.name())))
        .toList();
  }

  private ProposedSetting propose(Draft draft, Setting setting) {
    Optional<String> keep = reasonToKeep(draft, setting);
    String current = String.valueOf(setting.shown());
    String value = keep.isPresent() ? current : draft.value();
    return new ProposedSetting(
        draft.name(),
        current,
        value,
        baseUnits(value, setting),
        keep.isPresent() ? Effect.KEEPS : Effect.SETS,
        setting.needsRestart(),
        keep.map(reason -> reason + "; " + draft.because()).orElse(draft.because()),
        beside.of(draft.name(), draft.value()));
  }

  private Optional<String> reasonToKeep(Draft draft, Setting setting) {
    if (setting.holds(draft.value())) {
      return Optional.of("in force already");
    }
    if (now.raisedAbove(draft.name(), draft.value()).isPresent()) {
      return Optional.of("somebody has raised it above " + draft.value());
    }
    boolean chosen = setting.unit() == null && !setting.source().equals("default");
    return chosen && !setting.type().equals("integer")
        ? Optional.of("somebody has chosen it, not " + draft.value())
        : Optional.empty();
  }

  /** Providers take bare numbers in the unit of pg_settings. */
  private static String baseUnits(String value, Setting setting) {
    Long unit = setting.unit() == null ? null : UNITS.get(setting.unit());
    try {
      return unit == null ? value : Long.toString(MemorySize.parse(value).bytes() / unit);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }
}
