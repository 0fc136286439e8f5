package dev.redline.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** What became of each gate, by its sentence. */
public final class GateOutcomes implements TestExecutionListener {

  /** Takes a change back, once all is judged that can be. */
  public static final String JUDGED = "Everything that was judged after the change has passed";

  private static final Pattern APPROVAL = Pattern.compile("-Dapprove=([a-z_]+:[0-9a-f]{8})");

  private final Map<String, StageTrial.Interference> interferences;
  private final List<String> passed = new ArrayList<>();
  private final Map<String, Throwable> failed = new LinkedHashMap<>();
  private final Map<String, String> skipped = new LinkedHashMap<>();
  private final List<Exception> troubles = new ArrayList<>();

  public GateOutcomes(Map<String, StageTrial.Interference> interferences) {
    this.interferences = interferences;
  }

  public List<String> passed() {
    requireNoTrouble();
    return passed;
  }

  public Map<String, Throwable> failed() {
    requireNoTrouble();
    return failed;
  }

  public Map<String, String> skipped() {
    requireNoTrouble();
    return skipped;
  }

  /** The message of the only failure, with that of the gate that then takes everything back. */
  public String message() {
    requireNoTrouble();
    if (failed.size() == 2 && failed.containsKey(JUDGED)) {
      return failed.values().stream().map(Throwable::getMessage).collect(Collectors.joining("\n"));
    }
    if (failed.size() != 1) {
      throw new AssertionError("Not exactly one gate failed: " + failed);
    }
    return failed.values().iterator().next().getMessage();
  }

  /** What {@code -Dapprove} takes to approve all that the only failure asks for. */
  public String approvals() {
    return APPROVAL
        .matcher(message())
        .results()
        .map(found -> found.group(1))
        .distinct()
        .collect(Collectors.joining(","));
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    StageTrial.Interference interference = interferences.get(test.getDisplayName());
    if (interference != null) {
      try {
        interference.happen();
      } catch (Exception e) {
        troubles.add(e);
      }
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (!test.isTest()) {
      result.getThrowable().ifPresent(thrown -> failed.put(test.getDisplayName(), thrown));
    } else if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
      passed.add(test.getDisplayName());
    } else {
      failed.put(test.getDisplayName(), result.getThrowable().orElseThrow());
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    skipped.put(test.getDisplayName(), reason);
  }

  /** JUnit swallows what a listener throws: an interference that failed must not go unnoticed. */
  private void requireNoTrouble() {
    if (!troubles.isEmpty()) {
      throw new AssertionError("The test's own interference failed", troubles.get(0));
    }
  }
}
