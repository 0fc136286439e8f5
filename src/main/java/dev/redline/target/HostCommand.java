package dev.redline.target;

import dev.redline.quoting.ShellText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs programs of this machine to their end. Nothing is passed through a shell, and nothing secret
 * belongs into the arguments.
 *
 * @param prefix what runs the program as another account; empty for our own
 * @param environment variables beside search path, home and locale
 * @param folder that programs are run in
 * @param limit of any program, however patient its caller is
 * @param limitName of {@code limit} in gates/target.yaml, for messages
 */
public record HostCommand(
    List<String> prefix,
    Map<String, String> environment,
    Path folder,
    Duration limit,
    String limitName) {

  /** The longest that a plan may set. */
  public static final Duration LONGEST = Duration.ofHours(1);

  private static final String COMMAND = "limits.command";
  private static final int ENOUGH_ROOM = 8192;
  private static final long MOST_BYTES = 64L << 20;
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** As the account that runs the harness. */
  public static HostCommand asOurselves() {
    return new HostCommand(List.of(), Map.of(), Path.of("/"), LONGEST, COMMAND);
  }

  /** As another account. */
  static HostCommand asAccount(String name) {
    return new HostCommand(
        List.of("runuser", "-u", name, "--"), Map.of(), Path.of("/"), LONGEST, COMMAND);
  }

  /** The same with more in its environment, where nothing secret belongs either. */
  public HostCommand with(Map<String, String> variables) {
    return new HostCommand(prefix, variables, folder, limit, limitName);
  }

  /** The same for at most so long: {@code limits.command}. */
  public HostCommand within(Duration most) {
    return within(most, COMMAND);
  }

  /** The same for at most so long, by another limit of gates/target.yaml. */
  public HostCommand within(Duration most, String name) {
    return new HostCommand(prefix, environment, folder, most, name);
  }

  /** The same in another folder than the root. */
  public HostCommand in(Path other) {
    return new HostCommand(prefix, environment, other, limit, limitName);
  }

  /**
   * What a program left behind.
   *
   * @param output standard output and standard error, interleaved
   */
  public record Result(int exitCode, String output) {
    /** Whether it said so itself. */
    public boolean succeeded() {
      return exitCode == 0;
    }
  }

  /**
   * Runs a program without input.
   *
   * @throws TargetException if it cannot be started or still runs after {@code patience} or the
   *     limit; it is then ended, with every program that it has started and waits for
   */
  public Result run(Duration patience, String... command) {
    return run(patience, "", List.of(command));
  }

  /** Looked through while a program runs. */
  @FunctionalInterface
  public interface Watch {
    /** Looks; what it throws ends the program. */
    void look();

    /** This one, then the other. */
    default Watch and(Watch other) {
      return () -> {
        look();
        other.look();
      };
    }
  }

  /** What is made of printed bytes: words for a person may be in any encoding, content may not. */
  @FunctionalInterface
  private interface Reading {
    String text(Path file) throws IOException;
  }

  /** As {@link #run(Duration, String...)}, with {@code input} on standard input. */
  public Result run(Duration patience, String input, List<String> command) {
    return run(patience, input, command, () -> {});
  }

  /**
   * The same with a look every second; an exception of {@code watch} ends the program and goes on
   * to the caller.
   */
  public Result run(Duration patience, String input, List<String> command, Watch watch) {
    return run(
        patience,
        input,
        command,
        watch,
        builder -> builder.redirectErrorStream(true),
        file -> new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
  }

  /** For what a program prints, in UTF-8 alone; what it says as errors is left out. */
  Result printed(Duration patience, String input, List<String> command) {
    return run(
        patience,
        input,
        command,
        () -> {},
        builder -> builder.redirectError(ProcessBuilder.Redirect.DISCARD),
        Files::readString);
  }

  private Result run(
      Duration patience,
      String input,
      List<String> command,
      Watch watch,
      Consumer<ProcessBuilder> errors,
      Reading reading) {
    List<String> line = new ArrayList<>(prefix);
    line.addAll(command);
    Path output = temporaryFile();
    try {
      // To a file: a server started by the program keeps its output open, and a pipe never ends.
      ProcessBuilder builder =
          new ProcessBuilder(line).directory(folder.toFile()).redirectOutput(output.toFile());
      errors.accept(builder);
      builder.environment().clear();
      builder.environment().putAll(CommandEnvironment.smallest(System.getenv()));
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.outputWriter(StandardCharsets.UTF_8).append(input).close();
      Watch all = watch.and(() -> requireReadable(output, command));
      if (!ends(process, shorter(patience), all)) {
        end(process);
        throw new TargetException(tooLong(patience, command));
      }
      requireReadable(output, command);
      return new Result(process.exitValue(), reading.text(output));
    } catch (IOException e) {
      throw new TargetException(
          "Could not run %s: %s".formatted(command.get(0), e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TargetException("Interrupted while running " + command.get(0), e);
    } finally {
      delete(output);
    }
  }

  private static void requireReadable(Path output, List<String> command) {
    if (output.toFile().length() > MOST_BYTES) {
      throw new TargetException(
          "%s printed more than %d MB and was stopped."
              .formatted(ShellText.line(command), MOST_BYTES >> 20));
    }
  }

  private static boolean ends(Process process, Duration patience, Watch watch)
      throws InterruptedException {
    long begin = System.nanoTime();
    long left = patience.toNanos();
    while (!process.waitFor(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS)) {
      left = patience.toNanos() - (System.nanoTime() - begin);
      if (left <= 0) {
        return false;
      }
      try {
        watch.look();
      } catch (RuntimeException e) {
        end(process);
        throw e;
      }
    }
    return true;
  }

  private Duration shorter(Duration patience) {
    return patience.compareTo(limit) < 0 ? patience : limit;
  }

  private String tooLong(Duration patience, List<String> command) {
    return "%s did not end within %d s%s and was stopped."
        .formatted(
            ShellText.line(command),
            shorter(patience).toSeconds(),
            patience.compareTo(limit) > 0 ? " (%s in gates/target.yaml)".formatted(limitName) : "");
  }

  /** Asks first: a server among them shuts down in order. */
  private static void end(Process process) throws InterruptedException {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    for (ProcessHandle program : all) {
      try {
        program.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException | ExecutionException e) {
        program.destroyForcibly();
      }
    }
  }

  /** For what a program says: one that can say nothing looks like one that is not there. */
  private static Path temporaryFile() {
    try {
      Path file = Files.createTempFile("redline-", ".out");
      Files.write(file, new byte[ENOUGH_ROOM]);
      return file;
    } catch (IOException e) {
      throw new TargetException(
          "The temporary directory %s takes no file: %s. Make room there, or name another one with -Djava.io.tmpdir."
              .formatted(System.getProperty("java.io.tmpdir"), e.getMessage()),
          e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
