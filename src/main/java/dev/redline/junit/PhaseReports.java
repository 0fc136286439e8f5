package dev.redline.junit;

import dev.redline.record.GateOutcome;
import dev.redline.record.RunReport.PhaseReport;
import dev.redline.record.RunReport.Step;
import dev.redline.record.journal.Artifact;
import dev.redline.verdict.BeforeAfter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the phases of a run have come to, gate by gate. */
final class PhaseReports {

  private final Map<String, List<Step>> steps = new LinkedHashMap<>();
  private final Map<String, String> outcomes = new LinkedHashMap<>();
  private final Map<String, Map<String, BeforeAfter>> figures = new LinkedHashMap<>();

  void gate(String phase, String gate, GateOutcome outcome, Duration took) {
    steps.computeIfAbsent(phase, tag -> new ArrayList<>()).add(new Step(gate, outcome, took));
  }

  /** The newest of a name counts. */
  void figure(String phase, BeforeAfter figure) {
    figures.computeIfAbsent(phase, tag -> new LinkedHashMap<>()).put(figure.name(), figure);
  }

  void ended(String phase, String outcome) {
    outcomes.put(phase, outcome);
  }

  /** In the order in which the phases began. */
  List<PhaseReport> all(List<Artifact> artifacts) {
    return steps.keySet().stream().map(phase -> report(phase, artifacts)).toList();
  }

  private PhaseReport report(String phase, List<Artifact> artifacts) {
    List<Step> gates = steps.getOrDefault(phase, List.of());
    Step last = gates.get(gates.size() - 1);
    return new PhaseReport(
        phase,
        outcomes.getOrDefault(phase, "not finished"),
        gates.size() + " gates",
        last.gate() + ": " + last.outcome().word(),
        gates,
        List.copyOf(figures.getOrDefault(phase, Map.of()).values()),
        artifacts.stream().filter(file -> file.path().contains(phase)).toList());
  }
}
