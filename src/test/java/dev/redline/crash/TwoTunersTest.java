package dev.redline.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.redline.change.lock.LockedException;
import dev.redline.crash.CrashChild.Task;
import dev.redline.junit.OpenedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One run at a time changes a server; the second says who is there, and touches nothing. */
class TwoTunersTest {

  private CrashSite site;
  private Path home;
  private Process holder;

  @BeforeEach
  void hold() throws Exception {
    site = CrashSite.ofYourServers();
    home = site.copy();
    holder = Tracer.start(Task.HOLD, home);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> Files.exists(CrashChild.marker(home, CrashChild.HELD)));
  }

  @AfterEach
  void letGo() throws Exception {
    holder.destroyForcibly().waitFor();
    site.discard(home);
    site.close();
  }

  @Test
  @Tag("long")
  void aSecondRunOfTheSameProjectNamesTheProcessAndItsBeginning() throws Exception {
    assertRefused(home, "Another run holds", "process " + holder.pid() + " since 20");
  }

  @Test
  @Tag("long")
  void aSecondRunOfAnotherProjectNamesTheSessionAndItsBeginning() throws Exception {
    assertRefused(
        site.emptyHome(),
        "Another tuner holds",
        "redline-control as redline from 127.0.0.1, since");
  }

  @Tag("long")
  @Test
  void aDeadHolderDoesNotBlock() throws Exception {
    holder.destroyForcibly().waitFor();
    try (OpenedRun run = OpenedRun.open(CrashHome.conditions(home))) {
      assertThat(run.context().target().throwaway()).isFalse();
    }
    try (OpenedRun run = OpenedRun.open(CrashHome.conditions(site.emptyHome(), home))) {
      assertThat(run.context().target().throwaway()).isFalse();
    }
  }

  private void assertRefused(Path second, String... words) throws Exception {
    Path data = CrashHome.data(home);
    String server = Files.readString(data.resolve("postmaster.pid"));
    byte[] configuration = Files.readAllBytes(data.resolve("postgresql.conf"));
    assertThatThrownBy(() -> OpenedRun.open(CrashHome.conditions(second, home)))
        .isInstanceOf(LockedException.class)
        .hasMessageContainingAll(words)
        .hasMessageContaining("Wait for it to end, or end it.");
    assertThat(ServerCondition.of(data)).isEqualTo(ServerCondition.READY);
    assertThat(Files.readString(data.resolve("postmaster.pid"))).isEqualTo(server);
    assertThat(data.resolve("postgresql.conf")).hasBinaryContent(configuration);
    assertThat(holder.isAlive()).isTrue();
  }
}
