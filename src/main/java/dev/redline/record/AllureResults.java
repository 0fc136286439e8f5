package dev.redline.record;

import static io.qameta.allure.util.ResultsUtils.createFrameworkLabel;
import static io.qameta.allure.util.ResultsUtils.createHostLabel;
import static io.qameta.allure.util.ResultsUtils.createLanguageLabel;
import static io.qameta.allure.util.ResultsUtils.createPackageLabel;
import static io.qameta.allure.util.ResultsUtils.createSuiteLabel;
import static io.qameta.allure.util.ResultsUtils.createTestClassLabel;
import static io.qameta.allure.util.ResultsUtils.createTestMethodLabel;
import static io.qameta.allure.util.ResultsUtils.createThreadLabel;
import static io.qameta.allure.util.ResultsUtils.getProvidedLabels;
import static io.qameta.allure.util.ResultsUtils.getStatus;
import static io.qameta.allure.util.ResultsUtils.getStatusDetails;
import static io.qameta.allure.util.ResultsUtils.md5;

import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import io.qameta.allure.util.PropertiesUtils;
import io.qameta.allure.util.ResultsUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Gates among Allure's results. Allure's own listener would take down every test of somebody's
 * build that has Redline on its class path; where it is there, because they want that, it takes
 * down gates, too, and this does nothing.
 */
public final class AllureResults {

  private static final String FOLDER = "allure.results.directory";
  private static final String OTHERS = "io.qameta.allure.junitplatform.AllureJunitPlatform";

  private final Map<String, String> uuids = new HashMap<>();

  /**
   * Where results are written: what the build says, reports/allure-results unless it does. Allure
   * is told so, which asks when the first result is written.
   */
  public static Path folder(Path project) {
    String told = told();
    if (told != null) {
      return Path.of(told);
    }
    if (writtenByOthers()) {
      return project.resolve("allure-results");
    }
    Path ours = project.resolve("reports/allure-results");
    System.setProperty(FOLDER, ours.toString());
    return ours;
  }

  /** Forgets the results of the last run, unless their folder is one that the build names. */
  static void begin(Path project) {
    boolean ours = told() == null && !writtenByOthers();
    Path folder = folder(project);
    if (ours && Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Could not empty " + folder, e);
      }
    }
  }

  private static @Nullable String told() {
    return PropertiesUtils.loadAllureProperties().getProperty(FOLDER);
  }

  void started(TestIdentifier gate) {
    if (!writtenByOthers()) {
      String uuid = UUID.randomUUID().toString();
      uuids.put(gate.getUniqueId(), uuid);
      lifecycle().scheduleTestCase(result(gate).setUuid(uuid));
      lifecycle().startTestCase(uuid);
    }
  }

  void finished(TestIdentifier gate, @Nullable Throwable thrown) {
    if (thrown == null) {
      ended(gate, Status.PASSED, Optional.empty());
    } else {
      ended(gate, getStatus(thrown).orElse(Status.BROKEN), getStatusDetails(thrown));
    }
  }

  void skipped(TestIdentifier gate, String reason) {
    started(gate);
    ended(gate, Status.SKIPPED, Optional.of(new StatusDetails().setMessage(reason)));
  }

  private void ended(TestIdentifier gate, Status status, Optional<StatusDetails> details) {
    String uuid = uuids.remove(gate.getUniqueId());
    if (uuid != null) {
      lifecycle().updateTestCase(uuid, result -> result.setStatus(status));
      details.ifPresent(
          told -> lifecycle().updateTestCase(uuid, result -> result.setStatusDetails(told)));
      lifecycle().stopTestCase(uuid);
      lifecycle().writeTestCase(uuid);
    }
  }

  private static TestResult result(TestIdentifier gate) {
    TestResult result =
        new TestResult()
            .setName(gate.getDisplayName())
            .setHistoryId(md5(gate.getUniqueId()))
            .setTestCaseId(gate.getUniqueId())
            .setLabels(labels(gate));
    method(gate)
        .ifPresent(
            method -> result.setFullName(method.getClassName() + "." + method.getMethodName()));
    return result;
  }

  private static List<Label> labels(TestIdentifier gate) {
    List<Label> labels = new ArrayList<>(getProvidedLabels());
    labels.addAll(
        List.of(
            createHostLabel(),
            createThreadLabel(),
            createFrameworkLabel("junit-platform"),
            createLanguageLabel("java")));
    gate.getTags().stream()
        .map(TestTag::getName)
        .map(ResultsUtils::createTagLabel)
        .forEach(labels::add);
    method(gate).ifPresent(method -> labels.addAll(places(method)));
    return labels;
  }

  private static List<Label> places(MethodSource method) {
    String type = method.getClassName();
    return List.of(
        createSuiteLabel(type),
        createPackageLabel(type),
        createTestClassLabel(type),
        createTestMethodLabel(method.getMethodName()));
  }

  private static Optional<MethodSource> method(TestIdentifier gate) {
    return gate.getSource().filter(MethodSource.class::isInstance).map(MethodSource.class::cast);
  }

  private static AllureLifecycle lifecycle() {
    return Allure.getLifecycle();
  }

  private static boolean writtenByOthers() {
    try {
      Class.forName(OTHERS, false, AllureResults.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
