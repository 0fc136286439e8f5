package dev.redline.junit;

import dev.redline.defaults.DefaultPlan;
import dev.redline.files.HiddenFolder;
import dev.redline.files.Sha256;
import dev.redline.fleet.TrialFleet;
import dev.redline.record.AllureResults;
import dev.redline.record.RunLedger;
import dev.redline.secrets.SigningKey;
import dev.redline.secrets.UsedSignatures;
import dev.redline.workload.AcceptedFloors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What a run depends on from outside.
 *
 * @param project the folder that holds gates/, fixtures/ and metrics/
 * @param gates the folder of the plan
 * @param home where throwaway servers live
 * @param results where Allure's results go
 * @param properties as given with -D
 * @param environment variables of the process
 * @param nanoTime what searches are timed by, as {@link System#nanoTime()}
 */
public record RunConditions(
    Path project,
    Path gates,
    Path home,
    Path metrics,
    Path results,
    Map<String, String> properties,
    Map<String, String> environment,
    Clock clock,
    LongSupplier nanoTime) {

  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  /**
   * The tree whose sources are looked at: what {@code -Dscan} names, the project unless it does.
   */
  public Path scanned() {
    return Path.of(properties.getOrDefault("scan", project.toString()));
  }

  /** The user's own part of the plan: what a person accepts is written there. */
  public Path ownGates() {
    return gates.equals(home.resolve("gates")) ? project.resolve("gates") : gates;
  }

  /** The state of the server that was worked on last; a path without a file if there is none. */
  public Path newestState() {
    return StateFiles.newest(this);
  }

  /** Schema, corpus and set-up: the project's own, or those that came with the program. */
  Path fixtures() {
    return new DefaultPlan(project, home).fixtures();
  }

  /** Which demo a throwaway server is filled with. */
  DemoData demo() {
    return DemoData.of(properties);
  }

  /** Where throwaway servers live that are filled with this demo. */
  Path serverHome() {
    return demo().home(home);
  }

  /** The folder that a path of the plan is named from: the project, if the file is there. */
  Path holding(String path) {
    return Files.exists(project.resolve(path)) ? project : home;
  }

  /** Of the user, by the XDG base directory specification, which takes no relative paths. */
  Path configuration() {
    String folder = environment.getOrDefault("XDG_CONFIG_HOME", "");
    String user = properties.getOrDefault("user.home", "");
    Path own = user.isBlank() ? home : Path.of(user, ".config");
    return (folder.startsWith("/") ? Path.of(folder) : own).resolve("redline");
  }

  /** Tells this clone from all others that work on the same server. */
  String cloneName() {
    return project.toAbsolutePath() + " on " + hostName();
  }

  /** For a person; asked of nobody on the network. */
  private String hostName() {
    try {
      return Files.exists(HOST_NAME)
          ? Files.readString(HOST_NAME).strip()
          : environment.getOrDefault("HOSTNAME", "this host");
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + HOST_NAME, e);
    }
  }

  /** The same for those who need not know where it lies. */
  public String cloneHash() {
    return Sha256.of(cloneName().getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the run makes red lines of what it measures. */
  public AcceptedFloors floors() {
    return AcceptedFloors.in(ownGates(), properties, () -> GitCommit.of(project), clock);
  }

  /** What signs approvals and the journal; made at first use. */
  public SigningKey key() {
    return SigningKey.of(environment, configuration());
  }

  /** Approvals that count no more, listed beside the key. */
  UsedSignatures usedSignatures() {
    return UsedSignatures.of(environment, configuration());
  }

  /**
   * Those of the running build: the project is the working directory. What it leaves to the
   * defaults is written under .redline/.
   */
  public static RunConditions ofThisProcess() {
    Path project = Path.of("").toAbsolutePath();
    Path home = project.resolve(".redline");
    Map<String, String> properties = new HashMap<>();
    System.getProperties()
        .stringPropertyNames()
        .forEach(name -> properties.put(name, System.getProperty(name)));
    properties.putIfAbsent(RunLedger.PROPERTY, project.resolve(RunLedger.FOLDER).toString());
    Path gates = new DefaultPlan(project, home).prepared();
    hide(project);
    return new RunConditions(
        project,
        gates,
        home,
        project.resolve("metrics"),
        AllureResults.folder(project),
        properties,
        System.getenv(),
        Clock.systemUTC(),
        System::nanoTime);
  }

  /** With {@code -Dtarget=patroni}: a fleet to try things on, made where it is not there. */
  RunConditions withTrialFleet() {
    if (!TrialFleet.TARGET.equals(properties.get("target"))) {
      return this;
    }
    String fresh = properties.getOrDefault("fresh", "false");
    TrialFleet.Conditions fleet =
        TrialFleet.of(
                fixtures(), home, properties.getOrDefault("user.name", ""), System.out::println)
            .conditions(gates, properties, environment, fresh.isEmpty() || fresh.equals("true"));
    return new RunConditions(
        project,
        fleet.gates(),
        home,
        metrics,
        results,
        fleet.properties(),
        fleet.environment(),
        clock,
        nanoTime);
  }

  /** What a run leaves is for no repository, but for what a person has accepted. */
  private static void hide(Path project) {
    new HiddenFolder(project.resolve("reports")).make("*\n");
    new HiddenFolder(project.resolve("metrics"))
        .make("/*\n!/baselines/\n!/reviews.yaml\n!/.gitignore\n");
  }
}
