package dev.redline.fleet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.Fleet;
import dev.redline.plan.TimeLimits;
import dev.redline.plan.value.MemorySize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemberControlTest {

  private static final Duration SHORT = Duration.ofSeconds(5);

  @Test
  void aCanaryThatAFailoverHasMadeTheLeaderIsNotRestarted() {
    TimeLimits limits =
        new TimeLimits(SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT);
    Fleet fleet =
        new Fleet(
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new MemorySize(1L << 20),
            Duration.ofSeconds(10),
            2,
            Optional.empty());
    MemberControl control =
        new MemberControl(
            () -> member("leader"),
            new PatroniClient(fleet, limits, Map.of()),
            SHORT,
            MemberControl.Restarts.REPLICAS);

    assertThatThrownBy(() -> control.restart(SHORT, SHORT))
        .hasMessageStartingWith("b has become the leader of the fleet and is not restarted");
  }

  private static Member member(String role) {
    return new Member(
        "b",
        role,
        "running",
        "127.0.0.1:1",
        "http://127.0.0.1:1/patroni",
        2,
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }
}
