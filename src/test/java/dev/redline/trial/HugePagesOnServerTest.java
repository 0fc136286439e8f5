package dev.redline.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.redline.target.HugePages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server that insists on huge pages, on a kernel that has set some aside for it. */
@Tag("long")
class HugePagesOnServerTest {

  private static final Path KERNEL = Path.of("/proc/sys/vm/nr_hugepages");
  private static final long PLENTY = 500; // pages: 1 GB

  /** More for the new values of the server, and too few for a twin with them beside it. */
  private static final long ENOUGH = 75;

  private String before = "";
  private MadeTrial made;

  @BeforeEach
  void make() throws Exception {
    assumeThat(Files.isWritable(KERNEL)).as("this account may set huge pages aside").isTrue();
    before = Long.toString(setAside());
    setAside(PLENTY);
    made = MadeTrial.of("plain");
    made.trial()
        .property("scale", "none")
        .edit(
            "stages/a.yaml",
            "shared_buffers:\n    value: 8GB",
            "shared_buffers:\n    value: 160MB");
    Files.writeString(
        Path.of(made.server().query("SHOW config_file")),
        "huge_pages = on\n",
        StandardOpenOption.APPEND);
    made.restart();
  }

  /** Those that servers hold stay with them until they stop. */
  private static void setAside(long pages) throws IOException {
    Files.writeString(KERNEL, Long.toString(pages));
    assumeThat(setAside()).as("the kernel finds so much memory in whole pages").isEqualTo(pages);
  }

  /** The kernel answers one read alone, which Files.readString is not. */
  private static long setAside() throws IOException {
    try (Stream<String> lines = Files.lines(KERNEL)) {
      return Long.parseLong(lines.findFirst().orElseThrow().strip());
    }
  }

  @AfterEach
  void stop() throws Exception {
    if (made != null) {
      made.close();
    }
    if (!before.isEmpty()) {
      Files.writeString(KERNEL, before);
    }
  }

  @Test
  void aStageThatDoesNotFitIntoThemIsRefusedBeforeTheRestart() throws Exception {
    setAside(0);
    String started = made.server().query("SELECT pg_postmaster_start_time()");

    GateOutcomes outcomes = made.untilItsCommit("StageA");

    assertThat(outcomes.message())
        .startsWith("FAIL: huge pages for shared memory, huge_pages = on")
        .contains("sysctl vm.nr_hugepages: ", "pages more");
    assertThat(made.server().query("SELECT pg_postmaster_start_time()")).isEqualTo(started);
  }

  @Test
  void aStageThatFitsIsRehearsedInOrdinaryPagesAndCommittedInHugeOnes() throws Exception {
    setAside(setAside() - HugePages.ofThisMachine().orElseThrow().free() + ENOUGH);
    made.trial().edit("target.yaml", "rehearse: none", "rehearse: twin");

    GateOutcomes outcomes = made.untilItsCommit("StageA");

    assertThat(outcomes.message()).startsWith("PAUSED: decision about commit");
    assertThat(made.trial().evidence("stageA_twins")).hasSize(1);
    made.trial().property("approve", outcomes.approvals());
    assertThat(made.trial().run("StageA").failed()).isEmpty();
    assertThat(made.server().query("SHOW shared_buffers")).isEqualTo("160MB");
  }
}
