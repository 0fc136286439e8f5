package dev.redline.junit;

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

  /** Those of the running build: the project is the working directory. */
  static RunConditions ofThisProcess() {
    Path project = Path.of("").toAbsolutePath();
    Map<String, String> properties = new HashMap<>();
    System.getProperties()
        .stringPropertyNames()
        .forEach(name -> properties.put(name, System.getProperty(name)));
    return new RunConditions(
        project,
        project.resolve("gates"),
        project.resolve(".redline"),
        project.resolve("metrics"),
        Path.of(properties.getOrDefault("allure.results.directory", "target/allure-results")),
        properties,
        System.getenv(),
        Clock.systemUTC());
  }
}
