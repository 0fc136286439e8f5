package dev.redline.change;

import dev.redline.plan.TargetOptions;
import dev.redline.postgres.ServerProcess;
import dev.redline.postgres.ServerStartException;
import dev.redline.verdict.Verdict;
import java.time.Duration;

/** A restart of the server that a stage changes. */
public record Restart(PhaseContext context) {

  /**
   * Stops and starts the server, whose sessions end.
   *
   * @return passed if it then accepts connections
   * @throws dev.redline.postgres.ServerControlException if it does not even stop
   */
  public Verdict verdict() {
    TargetOptions options = context.plan().target();
    ServerProcess process = context.control().process();
    String required =
        "accepts connections within %d s".formatted(options.startPatience().toSeconds());
    long start = System.nanoTime();
    process.stop(options.stopPatience());
    try {
      process.start(options.startPatience());
    } catch (ServerStartException e) {
      return Verdict.fail(
          "restart",
          String.valueOf(e.getMessage()),
          required,
          "lower the values in gates/stages, or scale them: -Dscale=memory");
    }
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    return Verdict.pass("restart", "after %d ms".formatted(millis), required);
  }
}
