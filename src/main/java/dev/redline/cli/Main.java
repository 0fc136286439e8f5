package dev.redline.cli;

import dev.redline.defaults.DefaultPlan;
import dev.redline.record.AllureResults;
import dev.redline.record.GateOutcome;
import dev.redline.record.OneRun;
import dev.redline.record.Reconciliation;
import dev.redline.record.RunLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
      return init(folder);
    }
    if (arguments.words().equals(List.of("check"))) {
      return check();
    }
    if (!known(arguments, launcher.tags())) {
      return ExitCode.USAGE;
    }
    arguments.options().forEach(System::setProperty);
    setPlaces(folder, arguments);
    try {
      OneRun.requireNone(folder.resolve(".redline"));
      Path gates = new DefaultPlan(folder, folder.resolve(".redline")).prepared();
      Page page = Page.in(folder);
      ExitCode code = told(launcher.run(arguments.expression(), gates), page);
      new AllureHtml(folder, Path.of(System.getProperty(RunLedger.PROPERTY)))
          .written()
          .ifPresent(System.out::println);
      return code;
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
      return ExitCode.BROKEN;
    }
  }

  private static boolean known(Arguments arguments, Set<String> tags) {
    List<String> unknown = new ArrayList<>(arguments.tags());
    unknown.removeAll(tags);
    if (!unknown.isEmpty()) {
      System.err.printf(
          "No gate carries %s.%n%n%s", String.join(", ", unknown), Arguments.help(tags));
    }
    return unknown.isEmpty();
  }

  /**
   * A run that wrote its page has said why it did not pass; of one that did not or broke, which may
   * lack a library, it is said here.
   */
  private static ExitCode told(GateLauncher.Ended ended, Page before) {
    if (before.isNewer() && ended.outcome() != GateOutcome.BROKEN) {
      ended.reason().ifPresent(reason -> System.out.println(Arguments.TOLD_OF_MAVEN));
    } else {
      ended.reason().ifPresent(reason -> System.err.printf("%n%s%n", reason));
    }
    return unrecorded(ended) ? ExitCode.BROKEN : ExitCode.of(ended.outcome());
  }

  /**
   * The page of a folder, and when it was written before the run.
   *
   * @param written empty if it was not there
   */
  private record Page(Path file, Optional<FileTime> written) {

    static Page in(Path folder) {
      Path file = folder.resolve("reports/gate-record.html");
      return new Page(file, time(file));
    }

    boolean isNewer() {
      return !time(file).equals(written);
    }

    private static Optional<FileTime> time(Path file) {
      try {
        return Optional.of(Files.getLastModifiedTime(file));
      } catch (IOException e) {
        return Optional.empty(); // not there
      }
    }
  }

  /** A run that passed is a pass only if every planned gate ran and was recorded. */
  private static boolean unrecorded(GateLauncher.Ended ended) {
    List<String> gaps =
        ended.outcome() == GateOutcome.PASS
            ? Reconciliation.gapsOf(
                Path.of(System.getProperty(RunLedger.PROPERTY)), AllureResults.folder(Path.of("")))
            : List.of();
    gaps.forEach(gap -> System.err.println("Not recorded: " + gap));
    return !gaps.isEmpty();
  }

  /** Of what the last run has left in this folder, by whichever way. */
  private static ExitCode check() {
    try {
      System.out.println(Reconciliation.ofThisFolder());
      return ExitCode.PASSED;
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      return ExitCode.BROKEN;
    }
  }

  /** Leaves what is there alone. */
  private static ExitCode init(Path folder) {
    Path gates = folder.resolve("gates");
    if (Files.exists(gates)) {
      System.err.println(gates + " is there already; nothing was written.");
      return ExitCode.USAGE;
    }
    new DefaultPlan(folder, folder.resolve(".redline")).init();
    System.out.println("Wrote " + gates + ": edit what differs, delete the rest.");
    return ExitCode.PASSED;
  }

  /** Before the launcher looks for them. */
  private static void setPlaces(Path folder, Arguments arguments) {
    System.setProperty("groups", arguments.expression());
    System.setProperty(RunLedger.PROPERTY, folder.resolve(RunLedger.FOLDER).toString());
  }
}
