package dev.redline.junit;

import dev.redline.record.RunLedger;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The gates of one launch of a build run in one process: its ledger and its page tell of all of
 * them. Where surefire or failsafe gives each class a process of its own, a page would tell of the
 * last alone.
 */
final class OneProcess {

  /**
   * As surefire starts a process, by the moment at which the launch began and a number: {@code
   * 2026-03-04T05-06-07_123-jvmRun2}.
   */
  private static final Pattern LAUNCH = Pattern.compile("surefire.* '?(\\S+)-jvmRun\\d+");

  private static final String COMMAND = "sun.java.command";
  private static final String MARK = "launch-";

  private OneProcess() {}

  /** The same for the folder and the properties of this process. */
  static void require() {
    String ledger = Path.of("").toAbsolutePath().resolve(RunLedger.FOLDER).toString();
    require(
        Map.of(
            COMMAND,
            System.getProperty(COMMAND, ""),
            RunLedger.PROPERTY,
            System.getProperty(RunLedger.PROPERTY, ledger)));
  }

  /**
   * Takes the launch for this process; where none is known there is nothing to take.
   *
   * @param properties of the process
   * @throws IllegalStateException if another process has taken it
   */
  static void require(Map<String, String> properties) {
    Matcher launch = LAUNCH.matcher(properties.getOrDefault(COMMAND, ""));
    String ledger = properties.get(RunLedger.PROPERTY);
    if (launch.find() && ledger != null) {
      take(Path.of(ledger), MARK + launch.group(1));
    }
  }

  private static void take(Path ledger, String launch) {
    String process = String.valueOf(ProcessHandle.current().pid());
    try {
      Files.createDirectories(ledger);
      try {
        Files.writeString(ledger.resolve(launch), process, StandardOpenOption.CREATE_NEW);
      } catch (FileAlreadyExistsException e) {
        requireOwn(Files.readString(ledger.resolve(launch)), process);
      }
      try (Stream<Path> files = Files.list(ledger)) {
        for (Path file : files.filter(each -> isOther(each, launch)).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("Could not write to " + ledger, e);
    }
  }

  private static void requireOwn(String taken, String process) {
    if (!taken.equals(process)) {
      throw new IllegalStateException(
          "Gates of this build run in more than one process, and one page tells of one. Next: set"
              + " forkCount to 1 and reuseForks to true where the build runs gates.");
    }
  }

  private static boolean isOther(Path file, String launch) {
    String name = file.getFileName().toString();
    return name.startsWith(MARK) && !name.equals(launch);
  }
}
