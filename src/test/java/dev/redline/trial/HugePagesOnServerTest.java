package dev.redline.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.redline.target.HugePages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server that insists on huge pages, on a kernel that has set some aside for it. */
@Tag("long")
class HugePagesOnServerTest {

  private static final Path KERNEL = Path.of("/proc/sys/vm/nr_hugepages");
  private static final int ROOM = 60; // pages: 120 MB

  private String before = "";
  private MadeTrial made;

  @BeforeEach
  void make() throws Exception {
    assumeThat(Files.isWritable(KERNEL)).as("this account may set huge pages aside").isTrue();
    before = Files.readString(KERNEL).strip();
    made = MadeTrial.of("plain");
    made.trial()
        .property("scale", "none")
        .edit(
            "stages/a.yaml",
            "shared_buffers:\n    value: 8GB",
            "shared_buffers:\n    value: 160MB");
    int taken = Integer.parseInt(made.server().query("SHOW shared_memory_size_in_huge_pages"));
    setAside(taken);
    configure("huge_pages = on\n");
    made.restart();
    assertThat(HugePages.ofThisMachine().orElseThrow().free()).as("left for others").isZero();
  }

  private void configure(String line) throws Exception {
    Path file = Path.of(made.server().query("SHOW config_file"));
    Files.writeString(file, line, StandardOpenOption.APPEND);
  }

  private static void setAside(int pages) throws IOException {
    HugePages now = HugePages.ofThisMachine().orElseThrow();
    long total = Long.parseLong(Files.readString(KERNEL).strip());
    Files.writeString(KERNEL, Long.toString(total - now.free() + pages));
    assumeThat(HugePages.ofThisMachine().orElseThrow().free())
        .as("the kernel finds so much memory in one piece")
        .isEqualTo(pages);
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
    String started = made.server().query("SELECT pg_postmaster_start_time()");

    GateOutcomes outcomes = made.untilItsCommit("StageA");

    assertThat(outcomes.message())
        .startsWith("FAIL: huge pages for shared memory, huge_pages = on")
        .contains("sysctl vm.nr_hugepages: ", "pages more");
    assertThat(made.server().query("SELECT pg_postmaster_start_time()")).isEqualTo(started);
  }

  @Test
  void aStageThatFitsIsRehearsedInOrdinaryPagesAndCommittedInHugeOnes() throws Exception {
    setAside(ROOM);
    made.trial().edit("target.yaml", "rehearse: none", "rehearse: twin");

    GateOutcomes outcomes = made.untilItsCommit("StageA");

    assertThat(outcomes.message()).startsWith("PAUSED: decision about commit");
    assertThat(made.trial().evidence("stageA_twins")).hasSize(1);
    made.trial().property("approve", outcomes.approvals());
    assertThat(made.trial().run("StageA").failed()).isEmpty();
    assertThat(made.server().query("SHOW shared_buffers")).isEqualTo("160MB");
    assertThat(HugePages.ofThisMachine().orElseThrow().free()).isLessThan(ROOM);
  }
}
