package dev.redline.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.redline.dsn.Dsn;
import dev.redline.plan.Plan;
import dev.redline.postgres.Endpoint;
import dev.redline.target.HostMemory;
import dev.redline.target.Target;
import dev.redline.target.TargetRequest;
import dev.redline.target.container.ContainerEngine;
import dev.redline.target.selection.TargetSelection;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A server of somebody's in a group of processes with less memory than the machine has. */
class MemoryOfGroupTest {

  private static final int TIMES = 100;
  private static final long MEMORY = 512L << 20;

  @Test
  void theLimitOfTheServersGroupIsFoundEachTimeItIsAskedFor() throws Exception {
    assumeThat(SlowDisk.possible()).as("cgroups of version 1").isTrue();
    try (MadeServer server = MadeServer.of("plain")) {
      PreparedServer.run(server.words("stop"));
      try (SlowDisk group = SlowDisk.of(server.folder(), Integer.MAX_VALUE, MEMORY)) {
        PreparedServer.run(group.start(server));

        Set<Long> found = new HashSet<>();
        try (Target target = named(server)) {
          for (int time = 0; time < TIMES; time++) {
            found.add(target.memory().map(HostMemory::bytes).orElseThrow());
          }
        } finally {
          PreparedServer.run(server.words("stop"));
        }

        assertThat(found).containsExactly(MEMORY);
      }
      PreparedServer.run(server.words("start"));
    }
  }

  private static Target named(MadeServer server) {
    Plan plan = Plan.load(Path.of("gates"));
    Dsn dsn = Dsn.parse(server.fact("url"));
    return new TargetSelection(
            server.folder(),
            Path.of("fixtures"),
            new ContainerEngine(Map.of(), Path.of("/nonexistent")),
            System.getProperty("user.name"),
            plan.target(),
            plan.health().serverAtLeast(),
            System.out::println)
        .open(
            TargetRequest.from(Map.of("target", "dsn")),
            Optional.of(new Endpoint(dsn.jdbcUrl(), dsn.properties())),
            files -> {});
  }
}
