package dev.redline.junit;

import dev.redline.secrets.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * What a run depends on from outside.
 *
 * @param project the folder that holds gates/, fixtures/ and metrics/
 * @param gates the folder of the plan
 * @param home where throwaway servers live
 * @param results where Allure's results go
 * @param properties as given with -D
 * @param environment variables of the process
 */
public record RunConditions(
    Path project,
    Path gates,
    Path home,
    Path metrics,
    Path results,
    Map<String, String> properties,
    Map<String, String> environment,
    Clock clock) {

  /**
   * The tree whose sources are looked at: what {@code -Dscan} names, the project unless it does.
   */
  Path scanned() {
    return Path.of(properties.getOrDefault("scan", project.toString()));
  }

  /** The user's own part of the plan: what a person accepts is written there. */
  Path ownGates() {
    return gates.equals(home.resolve("gates")) ? project.resolve("gates") : gates;
  }

  /** The state of the server that was worked on last; a path without a file if there is none. */
  public Path newestState() {
    return RunServer.newestState(this);
  }

  /** Schema, corpus and set-up: the project's own, or those that came with the program. */
  Path fixtures() {
    Path own = project.resolve("fixtures");
    return Files.isDirectory(own) ? own : home.resolve("fixtures");
  }

  /** The folder that a path of the plan is named from: the project, if the file is there. */
  Path holding(String path) {
    return Files.exists(project.resolve(path)) ? project : home;
  }

  /** Of the user, by the XDG base directory specification. */
  Path configuration() {
    String folder = environment.getOrDefault("XDG_CONFIG_HOME", "");
    String user = properties.getOrDefault("user.home", "");
    Path own = user.isBlank() ? home : Path.of(user, ".config");
    return (folder.isBlank() ? own : Path.of(folder)).resolve("redline");
  }

  /** Tells this clone from all others that work on the same server. */
  String cloneName() {
    return project.toAbsolutePath() + " on " + HostName.of(environment);
  }

  /** What signs approvals and the journal; made at first use. */
  SigningKey key() {
    return SigningKey.of(environment, configuration());
  }

  /** Those of the running build: the project is the working directory. */
  static RunConditions ofThisProcess() {
    Path project = Path.of("").toAbsolutePath();
    Map<String, String> properties = new HashMap<>();
    System.getProperties()
        .stringPropertyNames()
        .forEach(name -> properties.put(name, System.getProperty(name)));
    return new RunConditions(
        project,
        Path.of(properties.getOrDefault("redline.gates", project.resolve("gates").toString())),
        project.resolve(".redline"),
        project.resolve("metrics"),
        Path.of(properties.getOrDefault("allure.results.directory", "target/allure-results")),
        properties,
        System.getenv(),
        Clock.systemUTC());
  }
}
