package dev.redline.trial;

import dev.redline.junit.GateRunListener;
import dev.redline.junit.SelectedGates;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A class of gates that somebody adds, as if it had been built beside ours. */
public final class AddedGates {

  private static final DiscoverySelector DISCOVERY =
      DiscoverySelectors.selectClass("dev.redline.gates.DiscoveryGates");

  private final Class<?> gates;

  private AddedGates(Class<?> gates) {
    this.gates = gates;
  }

  /**
   * Compiles the class in the package of the gates.
   *
   * @param name its simple name, which no other test uses
   * @param folder for its source and its class
   */
  public static AddedGates of(String name, String text, Path folder)
      throws IOException, ReflectiveOperationException {
    Path source = Files.writeString(folder.resolve(name + ".java"), text);
    String classPath = System.getProperty("java.class.path");
    String[] options = {
      "-proc:none", "-nowarn", "-d", folder.toString(), "-cp", classPath, source.toString()
    };
    if (ToolProvider.getSystemJavaCompiler().run(null, null, null, options) != 0) {
      throw new IllegalArgumentException(name + " does not compile");
    }
    return new AddedGates(
        MethodHandles.privateLookupIn(
                Class.forName("dev.redline.gates.StageAGates"), MethodHandles.lookup())
            .defineClass(
                Files.readAllBytes(folder.resolve("dev/redline/gates/%s.class".formatted(name)))));
  }

  /** Runs what {@code -Dgroups=tag} selects of discovery and these gates. */
  public GateOutcomes run(StageTrial trial, String tag) {
    GateOutcomes outcomes = new GateOutcomes(Map.of());
    LauncherConfig config =
        LauncherConfig.builder()
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .addLauncherSessionListeners(new GateRunListener(trial.conditions()))
            .addTestExecutionListeners(outcomes)
            .build();
    try (LauncherSession session = LauncherFactory.openSession(config)) {
      session
          .getLauncher()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(DiscoverySelectors.selectClass(gates), DISCOVERY)
                  .filters(SelectedGates.by(tag, trial.gates()))
                  .build());
    }
    return outcomes;
  }
}
