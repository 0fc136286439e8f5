package dev.redline.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whole stages on a server of somebody's with a disk of 4 MB a second and less memory than data,
 * which has just taken rows that are not on the disk yet: none is red, each restarts the server
 * once. Ten minutes.
 */
@Tag("long")
class SlowDiskStagesTest {

  private static final int RUNS = Integer.getInteger("slow.runs", 10);
  private static final long RATE = 4L << 20;
  private static final long MEMORY = 160L << 20;
  private static final int ROWS = 60_000;

  /** Rows wider than the memory holds; the searches read a part of them, through an index. */
  private static final String TABLE =
      """
      CREATE TABLE passages (id int PRIMARY KEY, embedding vector(384) NOT NULL, body text);
      INSERT INTO passages
      SELECT i, ARRAY(SELECT sin(i * j %% 1009) FROM generate_series(1, 384) j)::vector, repeat('x', 900)
      FROM generate_series(1, %d) i;
      CREATE INDEX passages_embedding ON passages USING ivfflat (embedding vector_cosine_ops)
      WITH (lists = 200);
      ANALYZE passages;
      CHECKPOINT
      """;

  private static final String SEARCHES =
      """
      searches:
        - name: passages
          table: public.passages
          id: id
          vector: embedding
          distance: cosine
          index: public.passages_embedding
          k: [8]
          queries: {rows: 20}
      """
          + MadeTrial.WITHOUT_LIMITS;

  private MadeServer server;
  private SlowDisk disk;
  private MadeTrial made;

  @BeforeEach
  void slowDown() throws Exception {
    assumeThat(SlowDisk.possible()).as("cgroups of version 1").isTrue();
    server = MadeServer.of("plain");
    for (String statement : TABLE.formatted(ROWS).split(";\n")) {
      server.execute(statement);
    }
    disk = SlowDisk.of(server.folder(), RATE, MEMORY);
    Files.writeString(
        Path.of(server.fact("configuration")),
        "fsync = on\nmax_connections = 12\nmaintenance_work_mem = 12MB\n",
        StandardOpenOption.APPEND);
    made = MadeTrial.readOnly(server);
    String[] start = disk.start(server);
    made.yours("start: [\"" + String.join("\", \"", start) + "\"]", "stop: %stop");
    made.trial().write("workload.yaml", SEARCHES).timed();
    made.trial()
        .edit("target.yaml", "rehearse: none", "rehearse: twin")
        .edit("stages/a.yaml", "at_least: 128MB", "at_least: 48MB")
        .edit("stages/a.yaml", "at_least: 64MB", "at_least: 16MB");
    PreparedServer.run(server.words("stop"));
    PreparedServer.run(start);
  }

  @AfterEach
  void remove() throws Exception {
    made.close();
    disk.close();
  }

  @Test
  void stagesOnASlowDiskPassWithOneRestartEach() throws Exception {
    for (int run = 1; run <= RUNS; run++) {
      assertThat(disk.has(postmaster())).as("the server is in the group").isTrue();
      server.execute(
          "UPDATE passages SET body = repeat('%d', 900) WHERE id %% 50 = 0".formatted(run));
      long starts = starts();
      long began = System.nanoTime();

      GateOutcomes outcomes = made.untilItsCommit("StageA");
      assertThat(outcomes.message()).startsWith("PAUSED: decision about commit");
      made.trial().property("approve", outcomes.approvals());
      outcomes = made.trial().run("StageA");

      System.out.printf(
          "stage %d of %d: %d passed, %.1f s%n",
          run, RUNS, outcomes.passed().size(), (System.nanoTime() - began) / 1e9);
      assertThat(outcomes.failed()).isEmpty();
      assertThat(outcomes.passed()).contains("The change is committed");
      assertThat(starts() - starts).as("starts of the server").isEqualTo(1);
      made.trial().goBackByHand();
    }
  }

  /** How often the server has come up. */
  private long starts() throws IOException {
    return Files.readString(server.folder().resolve("log"))
        .lines()
        .filter(line -> line.contains("database system is ready to accept connections"))
        .count();
  }

  private long postmaster() throws IOException {
    return Long.parseLong(
        Files.readAllLines(server.folder().resolve("data/postmaster.pid")).get(0).strip());
  }
}
