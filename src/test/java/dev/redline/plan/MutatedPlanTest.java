package dev.redline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.redline.plan.stage.PlannedSetting;
import dev.redline.plan.stage.SupportedValues;
import dev.redline.plan.value.MemorySize;
import dev.redline.plan.value.SettingCatalogue;
import dev.redline.plan.value.Threshold;
import dev.redline.plan.yaml.PlanException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plans broken at random: each is refused with file and line, or a dry run of all its stages on a
 * server that somebody has tuned proves it harmless.
 */
class MutatedPlanTest {

  private static final long SEED = 1070;
  private static final Pattern PLACED =
      Pattern.compile(
          "\\S+\\.yaml(:[1-9]\\d*:[1-9]\\d*[ :].+"
              + "|: the file is (missing|empty|larger than 1 MB|not UTF-8)\\. .+)");
  private static final Pattern COUNT = Pattern.compile("\\d+ faults in the plan:");
  private static final Duration MOST = Duration.ofMinutes(2);
  private static final MemorySize HOST = MemorySize.parse("24064MB");
  private static final SupportedValues TUNED = new TunedServer();

  @TempDir private Path directory;

  @Test
  void threeHundredBrokenPlansAreRefusedOrHarmless() throws IOException {
    tryAll(300);
  }

  @Test
  @Tag("long")
  void tenThousandBrokenPlansAreRefusedOrHarmlessInTwoMinutes() throws IOException {
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    long start = clock.getCurrentThreadCpuTime();
    tryAll(10_000);
    Duration taken = Duration.ofNanos(clock.getCurrentThreadCpuTime() - start);
    System.out.printf("10000 broken plans: %d s of processor time%n", taken.toSeconds());
    assertThat(taken).isLessThan(MOST);
  }

  private void tryAll(int count) throws IOException {
    GatesCopy gates = GatesCopy.in(directory);
    List<Path> files = files();
    int refused = 0;
    for (int index = 0; index < count; index++) {
      Path file = files.get(index % files.size());
      String sound = Files.readString(file);
      Files.writeString(file, new PlanMutator(SEED + index).mutate(sound));
      refused += refused(gates, index) ? 1 : 0;
      Files.writeString(file, sound);
    }
    assertThat(refused).as("refused of " + count).isGreaterThan(count / 2).isLessThan(count);
  }

  private boolean refused(GatesCopy gates, int index) {
    try {
      PlanCheck.check(directory);
      requireHarmless(gates.load());
      return false;
    } catch (PlanException e) {
      assertThat(faults(e)).as("plan " + index).isNotEmpty().allMatch(PLACED.asMatchPredicate());
      assertThat(e.getMessage()).as("plan " + index).hasSizeLessThan(20_000);
      assertThat(e.getMessage()).as("plan " + index).doesNotContain("\u001b", "Exception");
      return true;
    } catch (RuntimeException e) {
      return fail("plan %d, seed %d".formatted(index, SEED + index), e);
    }
  }

  /** Each on a line of its own. */
  private static List<String> faults(PlanException e) {
    return String.valueOf(e.getMessage())
        .lines()
        .map(String::strip)
        .filter(line -> !COUNT.matcher(line).matches())
        .toList();
  }

  private static void requireHarmless(Plan plan) {
    plan.phases().stream()
        .flatMap(phase -> phase.stage().stream())
        .flatMap(stage -> stage.forServer(Optional.of(HOST), TUNED).stream())
        .forEach(MutatedPlanTest::requireHarmless);
    assertThat(plan.redLines().judges().values())
        .flatExtracting(Map::values)
        .filteredOn(line -> line.direction() == Threshold.Direction.AT_LEAST)
        .allSatisfy(line -> assertThat(line.limit()).isPositive());
    assertThat(plan.latency().searches())
        .allSatisfy(search -> assertThat(search.recall().limit()).isPositive());
    assertThat(plan.isolation().caches().evaluation()).startsWith(".ragcache");
    assertThat(plan.recordFiles().methodologyLog()).doesNotContain("README", "..");
  }

  private static void requireHarmless(PlannedSetting setting) {
    assertThat(SettingCatalogue.mayExist(setting.name())).isTrue();
    assertThat(SettingCatalogue.risk(setting.name()).refused()).isFalse();
    assertThat(setting.value()).doesNotContain("\n");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static final class TunedServer implements SupportedValues {

    @Override
    public boolean lists(String setting, String value) {
      return true;
    }

    @Override
    public String current(String setting) {
      return "";
    }

    @Override
    public String shown(String setting) {
      return "6GB";
    }

    @Override
    public Optional<String> raisedAbove(String setting, String value) {
      return Optional.empty();
    }
  }
}
