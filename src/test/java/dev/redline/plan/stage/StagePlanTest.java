package dev.redline.plan.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.redline.plan.Plan;
import dev.redline.plan.value.MemorySize;
import dev.redline.plan.yaml.PlanException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StagePlanTest {

  private static final MemorySize REFERENCE = MemorySize.parse("128GB");
  private static final SupportedValues WITH_LZ4 = new ServerWith("lz4", "");
  private static final SupportedValues WITHOUT_LZ4 = new ServerWith("pglz", "");

  private final Plan plan = Plan.load(Path.of("gates"));

  @Test
  void theReferenceMachineGetsTheValuesOfThePlan() {
    assertThat(values("stageA", "128GB"))
        .containsExactly(
            entry("shared_buffers", "8GB"),
            entry("effective_cache_size", "64GB"),
            entry("work_mem", "32MB"),
            entry("maintenance_work_mem", "2GB"),
            entry("max_wal_size", "8GB"),
            entry("checkpoint_completion_target", "0.9"),
            entry("wal_compression", "on"),
            entry("jit", "off"),
            entry("track_io_timing", "on"));
  }

  @Test
  void stageBKeepsWhatItDoesNotReplace() {
    assertThat(values("stageB", "128GB"))
        .containsExactly(
            entry("shared_buffers", "16GB"),
            entry("effective_cache_size", "96GB"),
            entry("work_mem", "64MB"),
            entry("maintenance_work_mem", "4GB"),
            entry("max_wal_size", "16GB"),
            entry("checkpoint_completion_target", "0.9"),
            entry("wal_compression", "lz4"),
            entry("jit", "off"),
            entry("track_io_timing", "on"));
  }

  @Test
  void stageCRaisesSharedBuffersAndKeepsTheRestOfB() {
    Map<String, String> expected = values("stageB", "128GB");
    expected.put("shared_buffers", "24GB");
    assertThat(values("stageC", "128GB")).containsExactlyEntriesOf(expected);
  }

  @Test
  void aSmallerHostGetsItsShareRoundedDown() {
    assertThat(values("stageA", "24064MB"))
        .contains(
            entry("shared_buffers", "1472MB"),
            entry("effective_cache_size", "12032MB"),
            entry("work_mem", "5MB"),
            entry("maintenance_work_mem", "368MB"),
            entry("max_wal_size", "1472MB"));
  }

  @Test
  void theWayToAScaledValueCanBeRead() {
    assertThat(planned("stageA", "24064MB"))
        .extracting(PlannedSetting::scaling)
        .startsWith(
            "8GB x 23.5/128 = 1.47GB, rounded to 1472MB",
            "64GB x 23.5/128 = 11.75GB",
            "32MB x 23.5/128 = 5.88MB, rounded to 5MB");
  }

  @Test
  void aLargerHostScalesUp() {
    assertThat(values("stageA", "256GB"))
        .contains(entry("shared_buffers", "16GB"), entry("work_mem", "64MB"));
  }

  @Test
  void scalingStopsAtTheFloor() {
    PlannedSetting workMemory = planned("stageA", "2GB").get(2);
    assertThat(workMemory.value()).isEqualTo("4MB");
    assertThat(workMemory.scaling()).isEqualTo("32MB x 2/128 = 0.5MB, raised to the floor of 4MB");
  }

  @Test
  void withoutScaleEveryValueIsTakenAsItStands() {
    StagePlan scaled = stage("stageA");
    StagePlan absolute =
        new StagePlan(
            "A", Scale.NONE, scaled.settings(), REFERENCE, scaled.file(), Optional.empty());
    PlannedSetting sharedBuffers = absolute.forServer(Optional.empty(), WITH_LZ4).get(0);
    assertThat(sharedBuffers.value()).isEqualTo("8GB");
    assertThat(sharedBuffers.scaling()).isEqualTo("taken as planned");
  }

  @Test
  void anUnknownMemoryIsAnErrorThatNamesBothWaysOut() {
    assertThatThrownBy(() -> stage("stageA").forServer(Optional.empty(), WITH_LZ4))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("Set host_memory in gates/target.yaml, or scale: none");
  }

  @Test
  void lz4GivesWayWhereTheServerDoesNotListIt() {
    List<PlannedSetting> settings = stage("stageB").forServer(Optional.of(REFERENCE), WITHOUT_LZ4);
    assertThat(settings)
        .filteredOn(setting -> setting.name().equals("wal_compression"))
        .singleElement()
        .satisfies(
            setting -> {
              assertThat(setting.value()).isEqualTo("on");
              assertThat(setting.referenceValue()).isEqualTo("lz4");
              assertThat(setting.scaling()).isEqualTo("the server does not list lz4, so on");
            });
  }

  @Test
  void librariesToPreloadJoinThoseThatThereAre() {
    assertThat(preloaded("auto_explain, \"My library\""))
        .returns("auto_explain, \"My library\", pg_stat_statements", PlannedSetting::value)
        .returns(
            "pg_stat_statements added, preloaded already and kept: auto_explain, \"My library\"",
            PlannedSetting::scaling);
    assertThat(preloaded("")).returns("pg_stat_statements", PlannedSetting::value);
    assertThat(preloaded("pg_stat_statements,auto_explain"))
        .returns("pg_stat_statements, auto_explain", PlannedSetting::value);
  }

  @Test
  void aSettingOfALibraryIsExpectedWhereThePlanPreloadsIt() {
    List<PlannedSetting> settings = stage("observability").forServer(Optional.empty(), WITH_LZ4);
    assertThat(settings)
        .filteredOn(setting -> setting.comesWith(settings))
        .extracting(PlannedSetting::name)
        .containsExactly("pg_stat_statements.track", "pg_stat_statements.max");
    assertThat(settings).noneMatch(setting -> setting.comesWith(List.of()));
  }

  private PlannedSetting preloaded(String current) {
    return stage("observability")
        .forServer(Optional.empty(), new ServerWith("lz4", current))
        .get(0);
  }

  private Map<String, String> values(String tag, String hostMemory) {
    Map<String, String> values = new LinkedHashMap<>();
    planned(tag, hostMemory).forEach(each -> values.put(each.name(), each.value()));
    return values;
  }

  private List<PlannedSetting> planned(String tag, String hostMemory) {
    return stage(tag).forServer(Optional.of(MemorySize.parse(hostMemory)), WITH_LZ4);
  }

  private StagePlan stage(String tag) {
    return plan.phase(tag).stage().orElseThrow();
  }

  private record ServerWith(String listed, String libraries) implements SupportedValues {

    @Override
    public boolean lists(String setting, String value) {
      return value.equals(listed);
    }

    @Override
    public String current(String setting) {
      return libraries;
    }

    @Override
    public String shown(String setting) {
      return libraries;
    }

    @Override
    public Optional<String> raisedAbove(String setting, String value) {
      return Optional.empty();
    }
  }
}
