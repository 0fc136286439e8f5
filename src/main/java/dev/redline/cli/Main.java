package dev.redline.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The program. */
public final class Main {

  private Main() {}

  /** Ends the process with one of the documented codes. */
  public static void main(String[] arguments) {
    System.exit(run(Path.of("").toAbsolutePath(), Arguments.of(arguments)).number());
  }

  private static ExitCode run(Path folder, Arguments arguments) {
    GateLauncher launcher =
        new GateLauncher(arguments.options().getOrDefault("gates.packages", ""));
    if (arguments.asksForHelp()) {
      System.out.print(Arguments.help(launcher.tags()));
      return arguments.words().isEmpty() ? ExitCode.USAGE : ExitCode.PASSED;
    }
    if (arguments.words().equals(List.of("init"))) {
      return init(folder.resolve("gates"));
    }
    arguments.options().forEach(System::setProperty);
    setPlaces(folder, arguments);
    List<String> unknown = new ArrayList<>(arguments.tags());
    unknown.removeAll(launcher.tags());
    if (!unknown.isEmpty()) {
      System.err.printf(
          "No gate carries %s.%n%n%s", String.join(", ", unknown), Arguments.help(launcher.tags()));
      return ExitCode.USAGE;
    }
    prepare(folder);
    GateLauncher.Ended ended = launcher.run(arguments.expression());
    ended.reason().ifPresent(reason -> System.err.printf("%n%s%n", reason));
    return ExitCode.of(ended.outcome());
  }

  /** Leaves what is there alone. */
  private static ExitCode init(Path gates) {
    if (Files.exists(gates)) {
      System.err.println(gates + " is there already; nothing was written.");
      return ExitCode.USAGE;
    }
    Defaults.copy("gates", gates);
    System.out.println("Wrote " + gates + ": edit what differs, delete the rest.");
    return ExitCode.PASSED;
  }

  private static void prepare(Path folder) {
    Path home = folder.resolve(".redline");
    Path plan = home.resolve("gates");
    Defaults.hide(home, "*\n");
    Defaults.hide(folder.resolve("reports"), "*\n");
    Defaults.hide(folder.resolve("metrics"), "/*\n!/baselines/\n!/reviews.yaml\n!/.gitignore\n");
    Defaults.copy("gates", plan);
    Overlay.put(folder.resolve("gates"), plan);
    if (!Files.isDirectory(folder.resolve("fixtures"))) {
      Defaults.copy("fixtures", home.resolve("fixtures"));
    }
  }

  /** Before the launcher looks for them. */
  private static void setPlaces(Path folder, Arguments arguments) {
    Path home = folder.resolve(".redline");
    Map.of(
            "redline.gates", home.resolve("gates").toString(),
            "groups", arguments.expression(),
            "allure.results.directory", folder.resolve("reports/allure-results").toString(),
            "redline.ledger", home.resolve("gate-ledger").toString())
        .forEach(System::setProperty);
  }
}
