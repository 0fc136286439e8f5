package dev.redline.target;

import dev.redline.plan.PoolerCommands;
import dev.redline.plan.Yours;
import dev.redline.postgres.ServerControlException;
import dev.redline.postgres.ServerProcess;
import dev.redline.quoting.ShellText;
import java.time.Duration;
import java.util.List;

/**
 * A server whose pooler holds its clients back while the server restarts: they wait instead of
 * losing their connections. Whatever becomes of the restart, the pooler is told to go on; also
 * where the harness is told to end meanwhile.
 */
public final class PausedPooler implements ServerProcess {

  private final ServerProcess server;
  private final PoolerCommands pooler;
  private final OwnersCommand commands;
  private final Duration limit;

  private PausedPooler(
      ServerProcess server, PoolerCommands pooler, OwnersCommand commands, Duration limit) {
    this.server = server;
    this.pooler = pooler;
    this.commands = commands;
    this.limit = limit;
  }

  /**
   * The server as it is where the plan names no pooler.
   *
   * @param limit of each command; a pause that takes longer is given up, and nothing is restarted
   */
  public static ServerProcess around(ServerProcess server, Yours yours, Duration limit) {
    return yours
        .pooler()
        .filter(PoolerCommands::holds)
        .<ServerProcess>map(
            pooler -> new PausedPooler(server, pooler, OwnersCommand.of(yours, limit), limit))
        .orElse(server);
  }

  @Override
  public boolean running() {
    return server.running();
  }

  /**
   * {@inheritDoc} A pooler that a killed run has left paused goes on; one that was not paused may
   * refuse to, which is no failure here.
   */
  @Override
  public void start(Duration patience) {
    server.start(patience);
    run(pooler.resume());
  }

  @Override
  public void stop(Duration patience) {
    server.stop(patience);
  }

  @Override
  public boolean mayRestart() {
    return server.mayRestart();
  }

  /**
   * {@inheritDoc}
   *
   * @throws ServerControlException also if the pooler cannot be paused, and then nothing is
   *     restarted; or if it does not go on
   */
  @Override
  public void restart(Duration stopPatience, Duration startPatience) {
    Thread goOn = new Thread(() -> run(pooler.resume()), "pooler-resume");
    Runtime.getRuntime().addShutdownHook(goOn);
    try {
      pause();
      restartPaused(stopPatience, startPatience);
    } finally {
      forget(goOn);
    }
  }

  private void restartPaused(Duration stopPatience, Duration startPatience) {
    try {
      server.restart(stopPatience, startPatience);
    } catch (RuntimeException e) {
      run(pooler.resume());
      throw e;
    }
    HostCommand.Result resumed = run(pooler.resume());
    if (!resumed.succeeded()) {
      throw failed("does not go on after the restart: its clients wait. Run", resumed);
    }
  }

  private void pause() {
    try {
      HostCommand.Result paused = run(pooler.pause());
      if (!paused.succeeded()) {
        throw failed(
            "cannot be paused, and the server was not restarted. The pooler goes on by", paused);
      }
    } catch (ServerControlException e) {
      run(pooler.resume());
      throw e;
    }
  }

  private ServerControlException failed(String what, HostCommand.Result result) {
    return new ServerControlException(
        "The pooler %s: %s (the command ended with %d: %s)"
            .formatted(
                what,
                ShellText.line(pooler.resume()),
                result.exitCode(),
                KeptOutput.of(result.output())));
  }

  private HostCommand.Result run(List<String> command) {
    return commands.run(limit, command);
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook runs, or has run.
    }
  }
}
