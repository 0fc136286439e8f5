package dev.redline.record.page;

import dev.redline.record.GateOutcome;
import dev.redline.record.page.GateRecordPage.Became;
import dev.redline.record.page.GateRecordPage.ChangedSetting;
import dev.redline.record.page.GateRecordPage.GateLine;
import dev.redline.record.page.GateRecordPage.Headline;
import dev.redline.record.page.GateRecordPage.Measured;
import dev.redline.record.page.GateRecordPage.WayBack;
import dev.redline.verdict.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The verdict on a whole run. */
final class Headlines {

  private Headlines() {}

  /** Of the first gate that did not pass, or of all that did. A run without gates is no pass. */
  static Headline of(
      List<GateLine> gates,
      List<Measured> measured,
      List<ChangedSetting> changed,
      List<WayBack> back) {
    Optional<GateLine> stopped =
        gates.stream()
            .filter(gate -> gate.outcome() != GateOutcome.PASS)
            .min(Comparator.comparing(gate -> gate.outcome() == GateOutcome.NOT_RUN));
    if (stopped.isPresent()) {
      return new Headline(stopped.get().outcome(), reason(stopped.get(), measured, back));
    }
    return gates.isEmpty()
        ? new Headline(GateOutcome.NOT_RUN, "no gate ran")
        : new Headline(GateOutcome.PASS, passed(gates, measured, changed));
  }

  private static String reason(GateLine gate, List<Measured> measured, List<WayBack> back) {
    String found =
        measured.stream()
            .filter(one -> one.phase().equals(gate.phase()) && one.gate().equals(gate.sentence()))
            .map(Measured::verdict)
            .filter(verdict -> !verdict.passed())
            .min(
                Comparator.comparing(verdict -> GateOutcome.of(verdict.status()) != gate.outcome()))
            .map(Headlines::found)
            .orElseGet(() -> firstLine(gate.note()));
    if (gate.outcome() == GateOutcome.PAUSED) {
      return "%s waits for a person: %s. Nothing goes on, nor is anything taken back, until then."
          .formatted(gate.phase(), found);
    }
    String after =
        back.stream()
            .filter(way -> way.phase().equals(gate.phase()))
            .map(way -> " " + way.tried())
            .collect(Collectors.joining());
    return "%s. %s: %s.%s".formatted(gate.phase(), gate.sentence(), found, after);
  }

  /** Without the stop that the sentence ends with anyway. */
  private static String firstLine(String note) {
    return note.lines().findFirst().orElse("no reason is known").replaceAll("\\.$", "");
  }

  private static String found(Verdict verdict) {
    return "%s: observed %s, required %s"
        .formatted(verdict.subject(), verdict.observed(), verdict.required());
  }

  private static String passed(
      List<GateLine> gates, List<Measured> measured, List<ChangedSetting> changed) {
    String phases =
        gates.stream().map(GateLine::phase).distinct().collect(Collectors.joining(", "));
    if (changed.isEmpty()) {
      return "%s of %s passed; no setting was to be changed.%s"
          .formatted(counted(gates), phases, worst(measured));
    }
    long set = changed.stream().filter(one -> one.became() == Became.CHANGED).count();
    return "%s of %s passed; %d of %d planned settings changed and in force.%s"
        .formatted(counted(gates), phases, set, changed.size(), worst(measured));
  }

  private static String counted(List<GateLine> gates) {
    return gates.size() == 1 ? "1 gate" : gates.size() + " gates";
  }

  /** The figure that is nearest to its limit. */
  static String worst(List<Measured> measured) {
    return measured.stream()
        .map(Measured::verdict)
        .filter(verdict -> verdict.margin().isPresent())
        .min(Comparator.comparing(verdict -> verdict.margin().orElseThrow()))
        .map(
            verdict ->
                " Nearest to its limit: %s, observed %s, required %s (%s)."
                    .formatted(
                        verdict.subject(),
                        verdict.observed(),
                        verdict.required(),
                        Words.margin(verdict.margin())))
        .orElse("");
  }
}
