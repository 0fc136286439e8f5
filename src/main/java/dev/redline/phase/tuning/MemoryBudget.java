package dev.redline.phase.tuning;

import dev.redline.plan.stage.PlannedSetting;
import dev.redline.plan.value.MemorySize;
import dev.redline.postgres.Setting;
import dev.redline.postgres.SettingsSnapshot;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The memory that a server may take at worst, in bytes.
 *
 * @param sessions {@code max_connections} times {@code work_mem}: one sort or hash for each session
 * @param maintenance one for each autovacuum worker and one by hand, {@code maintenance_work_mem}
 *     each
 * @param host empty if unknown
 */
public record MemoryBudget(
    long sharedBuffers, long sessions, long maintenance, Optional<Long> host) {

  private static final double GIB = 1L << 30;

  static MemoryBudget of(
      List<PlannedSetting> planned, SettingsSnapshot now, Optional<MemorySize> host) {
    return new MemoryBudget(
        bytes("shared_buffers", planned, now),
        count("max_connections", now) * bytes("work_mem", planned, now),
        (count("autovacuum_max_workers", now) + 1) * bytes("maintenance_work_mem", planned, now),
        host.map(MemorySize::bytes));
  }

  /** All three together, in bytes. */
  public long total() {
    return sharedBuffers + sessions + maintenance;
  }

  /** Whether the server could not even start: what it reserves at once is more than there is. */
  public boolean cannotStart() {
    return host.map(bytes -> sharedBuffers > bytes).orElse(false);
  }

  /** Whether it is known to be more than the host has. */
  public boolean exceedsHost() {
    return host.map(bytes -> total() > bytes).orElse(false);
  }

  /** One line with every figure. */
  @Override
  public String toString() {
    return "%s shared_buffers + %s sessions + %s maintenance = %s of %s%s"
        .formatted(
            gigabytes(sharedBuffers),
            gigabytes(sessions),
            gigabytes(maintenance),
            gigabytes(total()),
            host.map(MemoryBudget::gigabytes).orElse("an unknown amount"),
            exceedsHost() ? ": more than the host has" : "");
  }

  private static long bytes(String name, List<PlannedSetting> planned, SettingsSnapshot now) {
    return planned.stream()
        .filter(setting -> setting.name().equals(name))
        .findFirst()
        .map(setting -> MemorySize.parse(setting.value()).bytes())
        .orElseGet(() -> now.setting(name).bytes());
  }

  private static long count(String name, SettingsSnapshot now) {
    Setting setting = now.setting(name);
    return Long.parseLong(String.valueOf(setting.setting()));
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1fGB", bytes / GIB);
  }
}
