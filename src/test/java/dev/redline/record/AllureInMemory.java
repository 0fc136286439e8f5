package dev.redline.record;

import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.AllureResultsWriter;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.model.TestResult;
import io.qameta.allure.model.TestResultContainer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** One test case of Allure's, whose record is kept here instead of in files. */
public final class AllureInMemory implements AllureResultsWriter, AutoCloseable {

  private final AllureLifecycle before = Allure.getLifecycle();
  private final TestResult result = new TestResult().setUuid("sample");
  private final Map<String, String> files = new HashMap<>();

  /** Takes the place of the process's own lifecycle until it is closed. */
  public AllureInMemory() {
    AllureLifecycle lifecycle = new AllureLifecycle(this);
    Allure.setLifecycle(lifecycle);
    lifecycle.scheduleTestCase(result);
    lifecycle.startTestCase(result.getUuid());
  }

  /** The record so far. */
  TestResult result() {
    return result;
  }

  /** What is attached under a name. */
  String attachment(String name) {
    return result.getAttachments().stream()
        .filter(attachment -> attachment.getName().equals(name))
        .map(attachment -> files.get(attachment.getSource()))
        .findFirst()
        .orElseThrow();
  }

  /** All attachments and the names of all steps. */
  public String everything() {
    return result.getSteps().stream().map(StepResult::getName).collect(Collectors.joining("\n"))
        + String.join("\n", files.values());
  }

  @Override
  public void write(TestResult written) {}

  @Override
  public void write(TestResultContainer written) {}

  @Override
  public void write(String source, InputStream attachment) {
    try {
      files.put(source, new String(attachment.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Allure.setLifecycle(before);
  }
}
