package dev.redline.trial;

import dev.redline.plan.Plan;
import dev.redline.target.Target;
import dev.redline.target.TargetRequest;
import dev.redline.target.container.ContainerEngine;
import dev.redline.target.selection.TargetSelection;
import dev.redline.workload.OfflineRun;
import dev.redline.workload.demo.DemoDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * A local server with the demo's data, which does not run; each test takes a copy of its files.
 *
 * @param folder the server's home
 * @param gates the plan that it was made with
 */
public record PreparedServer(Path folder, Path gates) implements AutoCloseable {

  /** Makes the server with a plan of few vectors, and stops it. */
  static PreparedServer make() {
    try {
      Path gates = QuickPlan.copyOf(Path.of("gates"));
      return new PreparedServer(filled(gates), gates);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Path filled(Path gates) throws IOException {
    Path folder = publicFolder("redline-prepared-");
    Plan plan = Plan.load(gates);
    try (Target target = open(folder, plan)) {
      new DemoDatabase(
              Path.of("fixtures"),
              folder.resolve("neighbours"),
              plan,
              OfflineRun.judge(plan),
              Clock.systemUTC(),
              System::nanoTime,
              System.out::println)
          .prepare(target.connector());
    }
    return folder;
  }

  /** A new home with a copy of the server in it. */
  Path copy() throws IOException, InterruptedException {
    Path home = publicFolder("redline-home-");
    for (Path part : Files.newDirectoryStream(folder)) {
      run("cp", "-a", part.toString(), home.toString());
    }
    return home;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("rm", "-rf", folder.toString(), gates.toString());
  }

  public static Target open(Path home, Plan plan) {
    TargetSelection selection =
        new TargetSelection(
            home,
            Path.of("fixtures"),
            new ContainerEngine(Map.of(), Path.of("/nonexistent")),
            System.getProperty("user.name"),
            plan.target(),
            plan.health().serverAtLeast(),
            System.out::println);
    return selection.open(
        TargetRequest.from(Map.of("target", "local")), Optional.empty(), files -> {});
  }

  /** Unlike JUnit's, one that the account of the server may enter. */
  public static Path publicFolder(String prefix) throws IOException {
    return TestFolders.make(prefix);
  }

  public static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }
}
