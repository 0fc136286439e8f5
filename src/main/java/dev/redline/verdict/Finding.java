package dev.redline.verdict;

import java.util.ArrayList;
import java.util.List;

/**
 * What one gate found.
 *
 * @param verdicts at least one: a gate that judges nothing promises nothing
 */
public record Finding(List<Verdict> verdicts, List<Evidence> evidence) {

  /** A finding without verdicts is refused. */
  public Finding {
    if (verdicts.isEmpty()) {
      throw new IllegalArgumentException("A gate that judges nothing promises nothing.");
    }
    verdicts = List.copyOf(verdicts);
    evidence = List.copyOf(evidence);
  }

  /** One verdict, with what it rests on. */
  public static Finding of(Verdict verdict, Evidence... evidence) {
    return new Finding(List.of(verdict), List.of(evidence));
  }

  /** Several verdicts, with what they rest on. */
  public static Finding of(List<Verdict> verdicts, Evidence... evidence) {
    return new Finding(verdicts, List.of(evidence));
  }

  /** This finding and another one after it. */
  public Finding and(Finding other) {
    List<Verdict> allVerdicts = new ArrayList<>(verdicts);
    allVerdicts.addAll(other.verdicts);
    List<Evidence> allEvidence = new ArrayList<>(evidence);
    allEvidence.addAll(other.evidence);
    return new Finding(allVerdicts, allEvidence);
  }

  /** This finding with more that it rests on. */
  public Finding with(List<Evidence> more) {
    List<Evidence> all = new ArrayList<>(evidence);
    all.addAll(more);
    return new Finding(verdicts, all);
  }

  /** The verdicts that let nothing go on, in order. */
  public List<Verdict> obstacles() {
    return verdicts.stream().filter(verdict -> !verdict.passed()).toList();
  }

  /** Whether every verdict is a pass. */
  public boolean passed() {
    return obstacles().isEmpty();
  }
}
