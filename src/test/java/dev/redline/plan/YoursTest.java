package dev.redline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.yaml.PlanException;
import dev.redline.plan.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a server of somebody's is changed, as gates/target.yaml says it. */
class YoursTest {

  @TempDir Path folder;

  @Test
  void twoCommandsAndPostgresqlConfAreWhatCountsWhereNothingElseIsSaid() throws Exception {
    Yours yours = read("start: [up]\nstop: [down, now]\n");
    assertThat(yours.stop()).containsExactly("down", "now");
    assertThat(yours.apply()).isEqualTo(ApplyWay.POSTGRESQL_CONF);
    assertThat(yours.byConnection()).isFalse();
  }

  @Test
  void aConnectionIsEnoughForOneCommandAndAlterSystem() throws Exception {
    Yours yours = read("restart: [ssh, db1, restart]\napply: alter_system\n");
    assertThat(yours.byConnection()).isTrue();
    assertThat(yours.restart().now()).isTrue();
    assertThat(read("restart: later\napply: {command: [tool]}\n").apply().command())
        .isEqualTo(List.of("tool"));
    assertThat(read("restart: never\napply: alter_system\n").restart().now()).isFalse();
  }

  @Test
  void theWindowGoesPastMidnightAndEndsWhereGoingBackBegins() throws Exception {
    MaintenanceWindow window = window("{hours: 23:00-01:00, back_by: 00:30, zone: Europe/Berlin}");
    assertThat(window.isOpen(Instant.parse("2026-01-10T22:00:00Z"))).isTrue();
    assertThat(window.isTooLate(Instant.parse("2026-01-10T23:29:00Z"))).isFalse();
    assertThat(window.isTooLate(Instant.parse("2026-01-10T23:30:00Z"))).isTrue();
    assertThat(window.isOpen(Instant.parse("2026-01-11T00:00:00Z"))).isFalse();
    assertThat(window.isOpen(Instant.parse("2026-01-10T21:59:00Z"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{hours: 2-4, back_by: 03:00, zone: UTC}|such as 02:00-04:00",
        "{hours: 02:00-04:00, back_by: 05:00, zone: UTC}|within 02:00-04:00",
        "{hours: 02:00-25:00, back_by: 03:00, zone: UTC}|00:00 to 23:59",
        "{hours: 02:00-04:00, back_by: 03:00, zone: Mars}|Europe/Berlin",
        "{hours: 02:00-04:00, back_by: 03:00}|required key \"zone\" is missing"
      })
  void whatIsNoWindowIsSaid(String text, String said) {
    assertThatThrownBy(() -> window(text))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining(said);
  }

  private MaintenanceWindow window(String text) throws IOException {
    return read("restart: [again]\nwindow: " + text + "\n").window().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "restart: sometimes|later, never",
        "restart: later/start: [up]|start and stop alone, or restart alone",
        "restart: later/apply: patroni|postgresql.conf, alter_system",
        "restart: later/apply: {include: conf.d}|ends with .conf",
        "restart: later/apply: {include: /a/b.conf, command: [x]}|either include or command",
        "restart: later/apply: {comand: [x]}|Did you mean command?",
        "restart: []|a program and its arguments",
        "start: [up]|required key \"stop\" is missing"
      })
  void whatIsWrongIsSaid(String lines, String said) {
    assertThatThrownBy(() -> read(lines.replace("/start", "\nstart").replace("/apply", "\napply")))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining(said);
  }

  private Yours read(String text) throws IOException {
    return Yours.read(YamlFile.read(Files.writeString(folder.resolve("target.yaml"), text)));
  }
}
