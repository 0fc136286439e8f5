package dev.redline.junit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs sample gates through the Launcher, in a project folder of their own. */
final class SampleRun {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC);

  private final Path project;
  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private SampleRun(Path project) {
    this.project = project;
  }

  /** With the project's own plan, made impatient. */
  static SampleRun in(Path project) throws IOException {
    SampleRun run = new SampleRun(project);
    try (Stream<Path> files = Files.walk(Path.of("gates"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = project.resolve(file);
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    return run.edit("target.yaml", "first_pause: \\w+", "first_pause: 1ms")
        .edit("target.yaml", "longest_pause: \\w+", "longest_pause: 2ms");
  }

  /** Replaces what matches in a file of the plan; something must. */
  SampleRun edit(String file, String pattern, String replacement) throws IOException {
    Path path = gates().resolve(file);
    String text = Files.readString(path);
    String edited = text.replaceFirst(pattern, replacement);
    if (edited.equals(text)) {
      throw new IllegalArgumentException("Nothing in " + file + " matches " + pattern);
    }
    Files.writeString(path, edited);
    return this;
  }

  SampleRun property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  SampleRun environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Runs the gates of all classes in one session, in the given order. */
  SampleOutcomes of(Class<?>... samples) {
    SampleOutcomes outcomes = new SampleOutcomes();
    LauncherConfig config =
        LauncherConfig.builder()
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .addLauncherSessionListeners(new GateRunListener(conditions()))
            .addTestExecutionListeners(outcomes)
            .build();
    List<? extends DiscoverySelector> selectors =
        Stream.of(samples).map(DiscoverySelectors::selectClass).toList();
    PrintStream out = System.out;
    PrintStream err = System.err;
    PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(capture);
    System.setErr(capture);
    try (LauncherSession session = LauncherFactory.openSession(config)) {
      session
          .getLauncher()
          .execute(LauncherDiscoveryRequestBuilder.request().selectors(selectors).build());
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    return outcomes;
  }

  /** What went to the console. */
  String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  Path gates() {
    return project.resolve("gates");
  }

  Path metrics() {
    return project.resolve("metrics");
  }

  Path results() {
    return project.resolve("allure-results");
  }

  private RunConditions conditions() {
    return new RunConditions(
        project,
        gates(),
        project.resolve("home"),
        metrics(),
        results(),
        properties,
        environment,
        CLOCK,
        System::nanoTime);
  }
}
