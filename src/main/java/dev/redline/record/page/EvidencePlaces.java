package dev.redline.record.page;

import dev.redline.record.EvidencePlace;
import dev.redline.record.GateOutcome;
import dev.redline.record.page.GateRecordPage.GateLine;
import dev.redline.record.page.GateRecordPage.Why;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where the evidence of each gate lies, until those that did not pass are known. */
final class EvidencePlaces {

  private record OfGate(String phase, String gate) {}

  private final Map<OfGate, Set<EvidencePlace>> ofGates = new HashMap<>();
  private final Map<String, Set<EvidencePlace>> hotFixes = new HashMap<>();

  void add(String phase, String gate, EvidencePlace place) {
    ofGates.computeIfAbsent(new OfGate(phase, gate), of -> new LinkedHashSet<>()).add(place);
  }

  /** Of the whole phase: each gate of it that did not pass leads there. */
  void hotFix(String phase, EvidencePlace place) {
    hotFixes.computeIfAbsent(phase, of -> new LinkedHashSet<>()).add(place);
  }

  /** Of those among the gates that did not pass, in their order; the hot-fix comes first. */
  List<Why> of(List<GateLine> ran) {
    return ran.stream()
        .filter(gate -> gate.outcome() != GateOutcome.PASS)
        .flatMap(
            gate ->
                of(gate)
                    .map(place -> new Why(gate.phase(), gate.sentence(), gate.outcome(), place)))
        .toList();
  }

  private Stream<EvidencePlace> of(GateLine gate) {
    OfGate key = new OfGate(gate.phase(), gate.sentence());
    return Stream.of(
            Optional.ofNullable(hotFixes.get(gate.phase())), Optional.ofNullable(ofGates.get(key)))
        .flatMap(Optional::stream)
        .flatMap(Set::stream);
  }
}
