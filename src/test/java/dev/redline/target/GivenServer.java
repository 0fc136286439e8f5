package dev.redline.target;

import dev.redline.plan.TargetOptions;
import dev.redline.postgres.ConnectionAttempts;
import dev.redline.postgres.Connector;
import dev.redline.postgres.Endpoint;
import dev.redline.postgres.ServerControl;
import java.util.Optional;
import java.util.function.Consumer;

/** An example of a target: a server at a fixed address, which is only read. */
public final class GivenServer implements TargetProvider {

  @Override
  public String name() {
    return "given";
  }

  @Override
  public Target open(TargetOptions options, BeforeStart beforeStart, Consumer<String> say) {
    TargetOptions.Connection patience = options.connection();
    return new OnlyRead(
        new Connector(
            () -> Endpoint.loopback(5, "redline", "reader", ""),
            new ConnectionAttempts(
                patience.attempts(), patience.firstPause(), patience.longestPause()),
            options.limits()));
  }

  private record OnlyRead(Connector connector) implements Target {

    @Override
    public String description() {
      return "the given server at " + connector.endpoint();
    }

    @Override
    public Optional<ServerControl> control() {
      return Optional.empty();
    }

    @Override
    public Optional<ManualCommands> byHand() {
      return Optional.empty();
    }

    @Override
    public Optional<HostMemory> memory() {
      return Optional.empty();
    }

    @Override
    public boolean throwaway() {
      return false;
    }

    @Override
    public void close() {}
  }
}
