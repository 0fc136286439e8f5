package dev.redline.change;

import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Measures a change whose commit a person has approved: what would be an obstacle is a warning.
 *
 * @param say told each warning
 */
record WarningMeasurement(Consumer<String> say) {

  private static final String DECIDED = "the commit is approved";

  Finding of(Callable<Finding> measurement) {
    Finding finding = taken(measurement);
    finding.obstacles().forEach(each -> say.accept("Warning, " + DECIDED + ": " + each));
    List<Verdict> verdicts =
        finding.verdicts().stream().map(each -> each.overruled(DECIDED)).toList();
    return new Finding(verdicts, finding.evidence());
  }

  private static Finding taken(Callable<Finding> measurement) {
    try {
      return measurement.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return notMeasured(e);
    } catch (Exception e) { // whatever it is: a decision stands though nothing could be measured
      return notMeasured(e);
    }
  }

  private static Finding notMeasured(Exception e) {
    return Finding.of(
        Verdict.inconclusive(
            "measurement after the approval",
            String.valueOf(e),
            "a figure",
            "look at the server, and run the phase latency"));
  }
}
