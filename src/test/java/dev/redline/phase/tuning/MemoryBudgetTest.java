package dev.redline.phase.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.TargetOptions.MemoryFit;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.plan.value.MemorySize;
import dev.redline.postgres.ServerIdentity;
import dev.redline.postgres.Setting;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.target.HugePages;
import dev.redline.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

  private static final long MB = 1L << 20;

  /** 128 MB; 100 sessions with 4 MB; 3 workers and one by hand with 64 MB. */
  private static final SettingsSnapshot DEFAULTS =
      snapshot(
          setting("shared_buffers", "16384", "8kB"),
          setting("work_mem", "4096", "kB"),
          setting("maintenance_work_mem", "65536", "kB"),
          setting("max_connections", "100", null),
          setting("autovacuum_max_workers", "3", null));

  @Test
  void withoutAPlanItIsWhatTheServerRunsWith() {
    assertThat(MemoryBudget.of(List.of(), DEFAULTS, Optional.empty()))
        .isEqualTo(new MemoryBudget(128 * MB, 400 * MB, 256 * MB, Optional.empty()));
  }

  @Test
  void plannedValuesReplaceThoseOfTheServer() {
    List<PlannedSetting> planned =
        List.of(
            planned("shared_buffers", "8GB"),
            planned("work_mem", "32MB"),
            planned("maintenance_work_mem", "2GB"),
            planned("jit", "off"));

    assertThat(MemoryBudget.of(planned, DEFAULTS, Optional.of(MemorySize.parse("16GB"))))
        .isEqualTo(
            new MemoryBudget(8192 * MB, 3200 * MB, 4 * 2048 * MB, Optional.of(16 * 1024 * MB)));
  }

  @Test
  void sessionsAndWorkersThatTheStageAddsCount() {
    assertThat(
            MemoryBudget.of(
                List.of(planned("max_connections", "2000"), planned("autovacuum_max_workers", "9")),
                DEFAULTS,
                Optional.empty()))
        .isEqualTo(new MemoryBudget(128 * MB, 8000 * MB, 640 * MB, Optional.empty()));
  }

  @Test
  void autovacuumTakesItsOwnLimitWhereItHasOne() {
    SettingsSnapshot own =
        snapshot(
            Stream.concat(
                    DEFAULTS.settings().values().stream(),
                    Stream.of(setting("autovacuum_work_mem", "65536", "kB")))
                .toArray(Setting[]::new));
    List<PlannedSetting> more = List.of(planned("maintenance_work_mem", "2GB"));
    List<PlannedSetting> none =
        List.of(more.get(0), planned("autovacuum_work_mem", "-1"), planned("work_mem", "8192"));

    assertThat(MemoryBudget.of(more, own, Optional.empty()))
        .isEqualTo(new MemoryBudget(128 * MB, 400 * MB, 2240 * MB, Optional.empty()));
    assertThat(MemoryBudget.of(none, own, Optional.empty()))
        .isEqualTo(new MemoryBudget(128 * MB, 800 * MB, 8192 * MB, Optional.empty()));
  }

  @Test
  void aHashTakesWorkMemAsOftenAsItsMultiplierSays() {
    SettingsSnapshot doubled =
        snapshot(
            Stream.concat(
                    DEFAULTS.settings().values().stream(),
                    Stream.of(setting("hash_mem_multiplier", "2", null)))
                .toArray(Setting[]::new));

    assertThat(MemoryBudget.of(List.of(), doubled, Optional.empty()).sessions())
        .isEqualTo(800 * MB);
    assertThat(
            MemoryBudget.of(
                    List.of(planned("hash_mem_multiplier", "7.5")), doubled, Optional.empty())
                .sessions())
        .isEqualTo(3000 * MB);
  }

  @Test
  void aStageThatLeavesSharedBuffersAboveTheHostAloneIsNotRefusedForIt() {
    Optional<Long> host = Optional.of(320L);
    MemoryBudget before = new MemoryBudget(400, 20, 10, host);

    assertThat(
            MemoryCheck.judge(before, new MemoryBudget(400, 10, 10, host), MemoryFit.REQUIRED)
                .passed())
        .isTrue();
    assertThat(
            MemoryCheck.judge(before, new MemoryBudget(401, 1, 1, host), MemoryFit.REQUIRED)
                .passed())
        .isFalse();
  }

  @Test
  void theTotalIsTheSumOfAllThree() {
    assertThat(new MemoryBudget(1, 20, 300, Optional.empty()).total()).isEqualTo(321);
  }

  @Test
  void exactlyTheMemoryOfTheHostIsNotTooMuch() {
    assertThat(new MemoryBudget(1, 20, 300, Optional.of(321L)).exceedsHost()).isFalse();
  }

  @Test
  void oneByteMoreThanTheHostHasIsTooMuch() {
    assertThat(new MemoryBudget(1, 20, 300, Optional.of(320L)).exceedsHost()).isTrue();
  }

  @Test
  void ofAnUnknownHostNothingIsKnownToBeTooMuch() {
    assertThat(new MemoryBudget(1L << 60, 0, 0, Optional.empty()).exceedsHost()).isFalse();
  }

  @Test
  void aStageThatRaisesTheWorstCaseAboveTheHostIsRefusedAndOneThatLeavesItThereIsNot() {
    Optional<Long> host = Optional.of(320L);
    MemoryBudget more = new MemoryBudget(1, 30, 300, host);

    Verdict refused =
        MemoryCheck.judge(new MemoryBudget(1, 10, 300, host), more, MemoryFit.REQUIRED);
    assertThat(refused.passed()).isFalse();
    assertThat(refused.toString()).contains("more than the host has", "lower", "work_mem");
    assertThat(MemoryCheck.judge(more, more, MemoryFit.REQUIRED).passed()).isTrue();
  }

  @Test
  void everyFigureIsShownAndThatTheyAreMoreThanTheHostHas() {
    assertThat(new MemoryBudget(1024 * MB, 512 * MB, 256 * MB, Optional.of(1536 * MB)))
        .hasToString(
            "1.0GB shared_buffers + 0.5GB sessions + 0.3GB maintenance = 1.8GB of 1.5GB"
                + ": more than the host has");
  }

  @Test
  void aHostThatCannotBeAskedIsCalledUnknown() {
    assertThat(new MemoryBudget(1024 * MB, 0, 0, Optional.empty()).toString())
        .endsWith("= 1.0GB of an unknown amount");
  }

  @Test
  void aServerWithoutTheSettingIsRefusedByItsName() {
    assertThatThrownBy(() -> MemoryBudget.of(List.of(), snapshot(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shared_buffers");
  }

  @Test
  void aServerThatInsistsOnHugePagesIsRefusedWhereTooFewAreFree() {
    MemoryBudget budget = new MemoryBudget(1024 * MB, 0, 0, Optional.empty());
    SettingsSnapshot on = pages("on", "off");
    HugePages few = new HugePages(100, 2 * MB);
    Verdict refused =
        MemoryCheck.hugePages(budget, on, List.of(), few, MemoryFit.REQUIRED).orElseThrow();
    assertThat(refused.toString())
        .contains("0.3GB free once the server is down", "1.0GB for the new shared_buffers")
        .contains("sysctl vm.nr_hugepages: 348 pages more");
    assertThat(refused.passed()).isFalse();

    HugePages enough = new HugePages(448, 2 * MB);
    assertThat(
            MemoryCheck.hugePages(budget, on, List.of(), enough, MemoryFit.REQUIRED)
                .orElseThrow()
                .passed())
        .isTrue();
    assertThat(
            MemoryCheck.hugePages(budget, pages("try", "off"), List.of(), few, MemoryFit.REQUIRED)
                .orElseThrow()
                .toString())
        .contains("0.2GB free", "ordinary pages are used");
    assertThat(
            MemoryCheck.hugePages(budget, pages("off", "off"), List.of(), few, MemoryFit.REQUIRED))
        .isEmpty();
    assertThat(
            MemoryCheck.hugePages(
                    budget,
                    pages("try", "off"),
                    List.of(planned("huge_pages", "on")),
                    few,
                    MemoryFit.REQUIRED)
                .orElseThrow()
                .passed())
        .as("a stage that insists on what the server has only tried")
        .isFalse();
  }

  /** 128 MB of shared buffers in 144 MB of shared memory. */
  private static SettingsSnapshot pages(String asked, String status) {
    return snapshot(
        setting("huge_pages", asked, null),
        setting("huge_pages_status", status, null),
        setting("shared_memory_size", "144", "MB"),
        setting("shared_buffers", "16384", "8kB"));
  }

  private static PlannedSetting planned(String name, String value) {
    return new PlannedSetting(
        name, value, value, "taken as planned", PlannedSetting.Effect.SETS, Optional.empty());
  }

  private static SettingsSnapshot snapshot(Setting... settings) {
    Map<String, Setting> byName =
        Stream.of(settings).collect(Collectors.toMap(Setting::name, setting -> setting));
    return new SettingsSnapshot(
        Instant.EPOCH, new ServerIdentity(null, "15.18", 150018, "rag", "app", null, ""), byName);
  }

  private static Setting setting(String name, String stored, @Nullable String unit) {
    return new Setting(
        name, stored, stored, unit, "integer", "user", "default", null, null, null, null, List.of(),
        false);
  }
}
