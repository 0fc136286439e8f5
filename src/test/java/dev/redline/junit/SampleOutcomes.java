package dev.redline.junit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** What became of each sample gate, by its sentence. */
final class SampleOutcomes implements TestExecutionListener {

  private final List<String> passed = new ArrayList<>();
  private final List<String> aborted = new ArrayList<>();
  private final Map<String, Throwable> failed = new LinkedHashMap<>();
  private final Map<String, String> skipped = new LinkedHashMap<>();

  List<String> passed() {
    return passed;
  }

  List<String> aborted() {
    return aborted;
  }

  Map<String, Throwable> failed() {
    return failed;
  }

  Map<String, String> skipped() {
    return skipped;
  }

  /** The only failure. */
  Throwable failure() {
    if (failed.size() != 1) {
      throw new AssertionError("Not exactly one gate failed: " + failed);
    }
    return failed.values().iterator().next();
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    String name = test.getDisplayName();
    if (result.getStatus() == Status.FAILED) {
      failed.put(name, result.getThrowable().orElseThrow());
    } else if (result.getStatus() == Status.ABORTED) {
      aborted.add(name);
    } else if (test.isTest()) {
      passed.add(name);
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    skipped.put(test.getDisplayName(), reason);
  }
}
