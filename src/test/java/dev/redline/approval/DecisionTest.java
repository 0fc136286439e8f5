package dev.redline.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.PausePoints;
import dev.redline.plan.PausePoints.By;
import dev.redline.plan.PausePoints.Ticket;
import dev.redline.plan.RestartWay;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.plan.stage.PlannedSetting.Effect;
import dev.redline.postgres.ServerIdentity;
import dev.redline.postgres.Setting;
import dev.redline.postgres.SettingsSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person is asked for by itself, where the plan names nothing. */
class DecisionTest {

  private static final PausePoints NONE_NAMED =
      new PausePoints(Duration.ofHours(1), Ticket.OPTIONAL, By.ANYBODY, List.of());

  @ParameterizedTest
  @CsvSource({
    "wal_level, logical, replica",
    "max_connections, 300, 100",
    "shared_preload_libraries, pg_stat_statements, auto_explain"
  })
  void whatOthersMustBeMadeReadyForIsDecidedBesideTheRestart(
      String name, String planned, String before) {
    assertThat(decisions(planned(name, planned, Effect.SETS), before))
        .containsExactly(
            Decision.about("restart", "the server restarts"),
            new Decision(
                name,
                "%s becomes %s (now %s)".formatted(name, planned, before),
                Optional.of("a standby, a monitor or an application has to be made ready first")));
  }

  @Test
  void suchASettingThatHasTheValueAlreadyIsNoDecision() {
    assertThat(decisions(planned("wal_level", "logical", Effect.SETS), "logical"))
        .extracting(Decision::name)
        .containsExactly("restart");
  }

  @Test
  void anEmptyListOfLibrariesIsShownAsEmpty() {
    PlannedSetting libraries =
        planned("shared_preload_libraries", "pg_stat_statements", Effect.SETS);
    assertThat(decisions(libraries, "").get(1).effect())
        .isEqualTo("shared_preload_libraries becomes pg_stat_statements (now empty)");
  }

  @Test
  void loweringWhatSomebodyHasRaisedIsDecidedByItself() {
    assertThat(decisions(planned("work_mem", "5MB", Effect.LOWERS), "64MB"))
        .containsExactly(
            Decision.about("restart", "the server restarts"),
            new Decision(
                "work_mem",
                "work_mem is lowered to 5MB (now 64MB)",
                Optional.of("somebody has raised it to 64MB")));
  }

  @ParameterizedTest
  @EnumSource(names = {"SETS", "KEEPS"})
  void anOrdinarySettingComesWithTheRestart(Effect effect) {
    assertThat(decisions(planned("work_mem", "5MB", effect), "4MB"))
        .extracting(Decision::name)
        .containsExactly("restart");
  }

  private static List<Decision> decisions(PlannedSetting planned, String before) {
    return Decision.before(
        NONE_NAMED,
        List.of(planned),
        snapshot(planned.name(), before),
        RestartWay.Kind.COMMAND,
        Optional.empty());
  }

  private static PlannedSetting planned(String name, String value, Effect effect) {
    return new PlannedSetting(name, value, value, "as planned", effect, Optional.empty());
  }

  private static SettingsSnapshot snapshot(String name, String value) {
    Setting setting =
        new Setting(
            name,
            value,
            value,
            null,
            "string",
            "postmaster",
            "default",
            null,
            null,
            null,
            null,
            List.of(),
            false);
    return new SettingsSnapshot(
        Instant.EPOCH,
        new ServerIdentity(null, "15.18", 150018, "rag", "app", null, ""),
        Map.of(name, setting));
  }
}
