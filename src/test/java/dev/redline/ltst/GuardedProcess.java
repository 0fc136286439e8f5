package dev.redline.ltst;

import dev.redline.SmallJvm;
import dev.redline.postgres.ConnectionAttempts;
import dev.redline.postgres.Connector;
import dev.redline.postgres.Endpoint;
import dev.redline.postgres.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** A process of its own that has a turn until it is told to end, or killed. */
final class GuardedProcess {

  private GuardedProcess() {}

  /** Takes a turn, says so, and keeps it until its input ends. */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    Endpoint endpoint =
        Endpoint.loopback(
            Integer.parseInt(arguments[1]),
            "redline",
            "ltst_app",
            MemoryServer.passwords(home).find("ltst_app").orElseThrow().reveal());
    Connector connector =
        new Connector(
            () -> endpoint,
            new ConnectionAttempts(1, Duration.ofMillis(1), Duration.ofMillis(1)),
            Patience.OF_TESTS);
    Operation operation = Operation.valueOf(arguments[2]);
    ServerGuard guard = new ServerGuard(MemoryServer.RULES.guard(), System.out::println);
    try (LtstSession session =
        LtstSession.open(
            connector,
            MemoryServer.SCHEMA,
            MemoryServer.PLAN.latency().policy(),
            MemoryServer.RULES.guard().deadPeer())) {
      guard.during(
          operation,
          session.connection(),
          () -> {
            System.out.println("begun");
            return read();
          });
    }
  }

  private static int read() {
    try {
      return System.in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts one; what it says first tells whether it has its turn or what it waits for. */
  static Process start(Path home, int port, Operation operation) throws IOException {
    return new ProcessBuilder(
            SmallJvm.command(
                GuardedProcess.class, home.toString(), String.valueOf(port), operation.name()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
