package dev.redline.junit;

import dev.redline.ltst.HeldBackException;
import dev.redline.search.LoadLimitException;
import dev.redline.search.WorkloadException;
import dev.redline.verdict.Verdict;
import dev.redline.workload.NotWarmException;
import java.util.Optional;

/** What is said where a measurement could not be made: nothing for the server, nothing against. */
final class Unmeasured {

  private Unmeasured() {}

  /** Empty if it was thrown for another reason. */
  static Optional<Verdict> of(Throwable thrown) {
    if (thrown instanceof HeldBackException held) {
      return Optional.of(heldBack(held));
    }
    return thrown instanceof LoadLimitException || thrown instanceof WorkloadException
        ? Optional.of(notMeasured(thrown))
        : Optional.empty();
  }

  /** A measurement beside heavy jobs would say nothing. */
  private static Verdict heldBack(HeldBackException held) {
    return Verdict.inconclusive(
        "turn to measure",
        String.valueOf(held.getMessage()),
        "no heavy job and no other evaluation",
        "end them, or raise evaluation_patience in gates/isolation.yaml");
  }

  /** The server has more to do than our measuring may add to, or not what is to be measured. */
  private static Verdict notMeasured(Throwable thrown) {
    return Verdict.inconclusive(
        "searches",
        String.valueOf(thrown.getMessage()),
        "a server that can be measured as gates/workload.yaml says",
        "wait until it has less to do, or correct gates/workload.yaml");
  }

  static Verdict notWarm(NotWarmException thrown) {
    return Verdict.inconclusive(
        "caches after the restart",
        String.valueOf(thrown.getMessage()),
        "as full as they get",
        "run the phase again, which goes on from here, or raise warm: in gates/latency.yaml");
  }
}
