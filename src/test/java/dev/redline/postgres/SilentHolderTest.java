package dev.redline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.change.lock.LockedException;
import dev.redline.change.lock.TunerLock;
import dev.redline.postgres.FaultProxy.Fault;
import dev.redline.postgres.FaultProxy.Kind;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The network has forgotten the connection that holds the advisory lock, as firewalls do: the
 * server keeps its session, and the lock with it, for hours.
 */
@Timeout(60)
@ExtendWith(SharedBareServer.class)
class SilentHolderTest {

  @TempDir private Path folder;

  @Test
  void aTunerGoesOnAfterItsOwnSessionThatDoesNotAnswerAnyMore(BareServer server) throws Exception {
    Endpoint here = server.connector().endpoint();
    int port = URI.create(here.jdbcUrl().substring("jdbc:".length())).getPort();
    try (FaultProxy network = new FaultProxy(port, new Fault(Kind.NONE, 0, 0));
        TunerLock tuner = TunerLock.take(folder.resolve("one"), Instant.EPOCH);
        TunerLock other = TunerLock.take(folder.resolve("other"), Instant.EPOCH)) {
      Connector through = to(here, port, network.port());
      tuner.hold(through);
      network.becomes(new Fault(Kind.STALL, 0, 1));

      tuner.hold(through);

      assertThat(network.taken()).isEqualTo(2);
      assertThatThrownBy(() -> other.hold(server.connector()))
          .isInstanceOf(LockedException.class)
          .hasMessageContaining("Another tuner holds");
    }
  }

  private static Connector to(Endpoint here, int port, int proxied) {
    Endpoint there =
        new Endpoint(
            here.jdbcUrl().replace(":" + port + "/", ":" + proxied + "/"), here.properties());
    return new Connector(
        () -> there,
        new ConnectionAttempts(1, Duration.ofMillis(1), Duration.ofMillis(1)),
        Patience.OF_TESTS);
  }
}
