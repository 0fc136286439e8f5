package dev.redline.crash;

import dev.redline.crash.CrashChild.Task;
import dev.redline.crash.CrashTrial.Kill;
import dev.redline.crash.KillPoint.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs children under strace, which writes their system calls down and kills them in the midst. */
final class Tracer {

  private static final List<String> QUICK_JVM =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Xmx256m",
          "-Dorg.slf4j.simpleLogger.log.io.qameta.allure=off");

  private Tracer() {}

  /** Whether strace is here and may trace; the message says what to do if not. */
  static Optional<String> reasonAgainst() {
    try {
      Process probe =
          new ProcessBuilder("strace", "-f", "-b", "execve", "-qq", "-o", "/dev/null", "true")
              .redirectErrorStream(true)
              .start();
      String output = new String(probe.getInputStream().readAllBytes());
      return probe.waitFor() == 0
          ? Optional.empty()
          : Optional.of("strace may not trace here: " + output.strip());
    } catch (IOException e) {
      return Optional.of("strace is not here (apt-get install strace): " + e.getMessage());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs the child to its end and returns what it did. */
  static List<SystemCall> record(Task task, Path home, Watch watch) throws Exception {
    Path log = home.resolve("calls-" + watch);
    requireSuccess(run(traced(task, home, watch, log, List.of()), home, task), home, task);
    return SystemCall.read(log);
  }

  /**
   * Runs the child until it is ended by the signal.
   *
   * @return what it said
   * @throws NotReachedException if it came to its end
   */
  static String kill(Kill kill, Path home) throws Exception {
    List<String> inject = List.of("-e", kill.point().injection(kill.by()));
    Path log = home.resolve("calls-killed");
    int exit = run(traced(kill.task(), home, kill.point().watch(), log, inject), home, kill.task());
    String said = output(home, kill.task());
    if (exit != kill.by().exit()) {
      throw new NotReachedException(kill.point(), exit, said);
    }
    return said;
  }

  /**
   * Runs the child on a disk that is full from its given write on.
   *
   * @param disk the folder of the files that lie on it
   * @return what it said
   */
  static String fillUp(Task task, Path home, Path disk, int write) throws Exception {
    List<String> command = strace(home.resolve("calls-full"), Watch.FILES);
    command.addAll(List.of("-e", "inject=write:error=ENOSPC:when=%d+".formatted(write)));
    for (Path file : CrashHome.written(home)) {
      if (file.startsWith(disk)) {
        command.addAll(List.of("-P", temporary(file).toString()));
      }
    }
    command.addAll(java(task, home));
    if (run(command, home, task) == 0) {
      throw new IllegalStateException("The child did not mind that the disk was full");
    }
    return output(home, task);
  }

  /** Starts the child, whose input stays open. */
  static Process start(Task task, Path home) throws IOException {
    return new ProcessBuilder(java(task, home))
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("output-" + task).toFile())
        .start();
  }

  /** Runs the child to its end, untraced. */
  static void run(Task task, Path home) throws Exception {
    requireSuccess(run(java(task, home), home, task), home, task);
  }

  /** Runs the child to its end, and returns what it said if it did not pass. */
  static Optional<String> tried(Task task, Path home) throws Exception {
    return run(java(task, home), home, task) == 0
        ? Optional.empty()
        : Optional.of(output(home, task));
  }

  static String output(Path home, Task task) throws IOException {
    return Files.readString(home.resolve("output-" + task));
  }

  /** The files that a run writes, the temporary ones beside them, their folders, the steps. */
  private static List<Path> watched(Path home) throws IOException {
    List<Path> watched = new ArrayList<>(List.of(home));
    for (Path file : CrashHome.written(home)) {
      Path folder = file.getParent();
      watched.addAll(List.of(file, temporary(file), folder, folder.getParent()));
      watched.add(temporary(file).getParent());
    }
    CrashChild.steps().forEach(step -> watched.add(CrashChild.marker(home, step)));
    return watched;
  }

  /** Where a file is made before it takes its place: those of the server in a folder apart. */
  static Path temporary(Path file) {
    return file.getFileName().toString().startsWith("postgresql.conf")
        ? file.resolveSibling(".redline-new").resolve(".redline-content")
        : file.resolveSibling(file.getFileName() + ".redline-tmp");
  }

  private static List<String> traced(
      Task task, Path home, Watch watch, Path log, List<String> inject) throws IOException {
    List<String> command = strace(log, watch);
    command.addAll(inject);
    if (watch == Watch.FILES) {
      watched(home).forEach(path -> command.addAll(List.of("-P", path.toString())));
    }
    command.addAll(java(task, home));
    return command;
  }

  /** Lets go of programs that the child starts: the server is not traced. */
  private static List<String> strace(Path log, Watch watch) {
    List<String> command = new ArrayList<>(List.of("strace", "-f", "-b", "execve", "-qq", "-y"));
    command.addAll(List.of("-xx", "-s", "4194304", "-e", "signal=none", "-o", log.toString()));
    command.addAll(List.of("-e", watch.expression()));
    return command;
  }

  private static List<String> java(Task task, Path home) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(QUICK_JVM);
    command.add("-Djava.io.tmpdir=" + home.resolve("tmp"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(CrashChild.class.getName(), task.name(), home.toString()));
    return command;
  }

  private static int run(List<String> command, Path home, Task task) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("output-" + task).toFile())
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IllegalStateException("Still runs after 2 minutes:\n" + output(home, task));
    }
    return process.exitValue();
  }

  private static void requireSuccess(int exit, Path home, Task task) throws IOException {
    if (exit != 0) {
      throw new IllegalStateException("Ended with %d:%n%s".formatted(exit, output(home, task)));
    }
  }
}
