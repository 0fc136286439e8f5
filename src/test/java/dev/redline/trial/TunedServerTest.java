package dev.redline.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that somebody has tuned above the plan: nothing is lowered, and nobody is bothered. */
@Tag("long")
class TunedServerTest {

  /** Of a host of 4 GB, of which the plan would take less of each. */
  private static final String MEMORY =
      """
      shared_buffers = 1200MB
      work_mem = 64MB
      maintenance_work_mem = 512MB
      """;

  private static final String REST =
      """
      effective_cache_size = 3GB
      max_wal_size = 4GB
      checkpoint_completion_target = 0.95
      wal_compression = lz4
      jit = off
      track_io_timing = on
      """;

  private MadeTrial made;

  @BeforeEach
  void make() throws Exception {
    made = MadeTrial.of("plain");
    made.trial().append("target.yaml", "host_memory: 4GB\n");
  }

  @AfterEach
  void remove() throws Exception {
    made.close();
  }

  @Test
  void everythingAboveThePlanIsLeftAlone() throws Exception {
    tune(MEMORY + REST);
    String before = settings();
    String started = started();

    assertThat(made.trial().run("StageA").failed()).isEmpty();

    assertThat(settings()).isEqualTo(before);
    assertThat(started()).isEqualTo(started);
    assertThat(kept())
        .contains("shared_buffers", "work_mem", "maintenance_work_mem", "max_wal_size")
        .contains("effective_cache_size", "checkpoint_completion_target", "wal_compression");
  }

  @Test
  void whatIsAboveThePlanStaysWhereTheRestIsChanged() throws Exception {
    tune(MEMORY);
    GateOutcomes waiting = made.untilItsCommit("StageA");
    assertThat(waiting.message()).startsWith("PAUSED: decision about commit");
    made.trial().property("approve", waiting.approvals());

    assertThat(made.trial().run("StageA").failed()).isEmpty();

    assertThat(shown("shared_buffers")).isEqualTo("1200MB");
    assertThat(shown("work_mem")).isEqualTo("64MB");
    assertThat(shown("maintenance_work_mem")).isEqualTo("512MB");
    assertThat(shown("jit")).isEqualTo("off");
    assertThat(kept()).contains("shared_buffers", "work_mem", "maintenance_work_mem");
  }

  /** As its owner does. */
  private void tune(String lines) throws Exception {
    Files.writeString(
        Path.of(made.server().fact("configuration")), lines, StandardOpenOption.APPEND);
    made.restart();
  }

  /** What propose says to keep. */
  private List<String> kept() throws Exception {
    assertThat(made.trial().runOnly("Propose").failed()).isEmpty();
    JsonNode proposed =
        new JsonMapper()
            .readTree(Files.readString(made.trial().evidence("propose/settings.json").get(0)));
    return StreamSupport.stream(proposed.spliterator(), false)
        .filter(each -> each.path("effect").asString().equals("KEEPS"))
        .map(each -> each.path("name").asString())
        .toList();
  }

  private String shown(String setting) throws Exception {
    return made.server().query("SHOW " + setting);
  }

  private String started() throws Exception {
    return made.server().query("SELECT pg_postmaster_start_time()");
  }

  private String settings() throws Exception {
    return made.server()
        .query(
            "SELECT string_agg(name || '=' || coalesce(setting, ''), ' ' ORDER BY name) FROM pg_settings"
                + " WHERE source <> 'session' AND source <> 'client'");
  }
}
