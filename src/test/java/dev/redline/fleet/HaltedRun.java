package dev.redline.fleet;

import dev.redline.trial.MadeFleet;
import dev.redline.trial.StageTrial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A phase on a member of a fleet in a process of its own, which ends by SIGKILL where a gate
 * begins, or some time after that.
 *
 * @param code 137 after that end
 * @param output of standard output and standard error
 */
public record HaltedRun(int code, String output) {

  /** Runs it to that end, and returns its exit code. */
  static int at(String phase, String gate, Path home, Path gates, String url) throws Exception {
    return process(phase, gate, Duration.ZERO, home, gates, url).inheritIO().start().waitFor();
  }

  /** The same, so long after the gate has begun; the phase ends by itself where that is earlier. */
  public static HaltedRun at(
      String phase, String gate, Duration after, StageTrial trial, String url) throws Exception {
    return ended(process(phase, gate, after, trial.home(), trial.gates(), url));
  }

  /** Runs it until something has come about, and kills it then. */
  static int when(String phase, StageTrial trial, String url, Callable<Boolean> cameAbout)
      throws Exception {
    Process run =
        process(phase, "", Duration.ZERO, trial.home(), trial.gates(), url).inheritIO().start();
    try {
      Awaitility.await().atMost(Duration.ofMinutes(3)).until(cameAbout);
    } finally {
      run.destroyForcibly();
    }
    return run.waitFor();
  }

  /** What the next run says and does, without a phase. */
  public static HaltedRun next(StageTrial trial, String url) throws Exception {
    return ended(process("", "", Duration.ZERO, trial.home(), trial.gates(), url));
  }

  private static ProcessBuilder process(
      String phase, String gate, Duration after, Path home, Path gates, String url) {
    return new ProcessBuilder(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            HaltedRun.class.getName(),
            phase,
            gate,
            home.toString(),
            gates.toString(),
            url,
            Long.toString(after.toMillis())));
  }

  private static HaltedRun ended(ProcessBuilder builder) throws Exception {
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new HaltedRun(process.waitFor(), output);
  }

  /**
   * Runs in that process.
   *
   * @param arguments the phase or nothing, the gate, home and plan of a trial, the address of the
   *     member, milliseconds
   */
  public static void main(String[] arguments) {
    StageTrial trial = StageTrial.at(Path.of(arguments[2]), Path.of(arguments[3]));
    trial.environment("DATABASE_URL", arguments[4]);
    trial.variable("PATRONI_PASSWORD", MadeFleet.SECRET);
    trial.property("approve", "all").property("confirm", "all");
    Duration after = Duration.ofMillis(Long.parseLong(arguments[5]));
    trial.before(arguments[1], () -> killed(after));
    String[] phases =
        Stream.of(arguments[0]).filter(each -> !each.isEmpty()).toArray(String[]::new);
    System.out.println("failed: " + trial.run(phases).failed());
  }

  private static void killed(Duration after) throws IOException, InterruptedException {
    long own = ProcessHandle.current().pid();
    String line =
        "sleep %d.%03d; kill -KILL %d".formatted(after.toSeconds(), after.toMillisPart(), own);
    Process killer =
        new ProcessBuilder("sh", "-c", line)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (after.isZero()) {
      killer.waitFor();
    }
  }
}
