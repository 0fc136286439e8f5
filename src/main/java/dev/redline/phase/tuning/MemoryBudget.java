package dev.redline.phase.tuning;

import dev.redline.plan.stage.PlannedSetting;
import dev.redline.plan.value.MemorySize;
import dev.redline.postgres.SettingsSnapshot;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The memory that a server may take at worst, in bytes.
 *
 * @param sessions {@code max_connections} times {@code work_mem} times {@code hash_mem_multiplier}:
 *     one hash for each session
 * @param maintenance one for each autovacuum worker, of {@code autovacuum_work_mem} where that is
 *     set, and one by hand, of {@code maintenance_work_mem}
 * @param host empty if unknown
 */
public record MemoryBudget(
    long sharedBuffers, long sessions, long maintenance, Optional<Long> host) {

  private static final double GIB = 1L << 30;
  private static final String AUTOVACUUM = "autovacuum_work_mem";
  private static final String HASHES = "hash_mem_multiplier";

  static MemoryBudget of(
      List<PlannedSetting> planned, SettingsSnapshot now, Optional<MemorySize> host) {
    return new MemoryBudget(
        bytes("shared_buffers", planned, now),
        (long)
            (count("max_connections", planned, now)
                * bytes("work_mem", planned, now)
                * hashFactor(planned, now)),
        count("autovacuum_max_workers", planned, now) * autovacuum(planned, now)
            + bytes("maintenance_work_mem", planned, now),
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

  private static long autovacuum(List<PlannedSetting> planned, SettingsSnapshot now) {
    boolean ownLimit =
        !now.current(AUTOVACUUM).isEmpty() && !value(AUTOVACUUM, planned, now).startsWith("-");
    return bytes(ownLimit ? AUTOVACUUM : "maintenance_work_mem", planned, now);
  }

  /** Servers whose hashes take as much as a sort have no such setting. */
  private static double hashFactor(List<PlannedSetting> planned, SettingsSnapshot now) {
    return now.current(HASHES).isEmpty() ? 1 : Double.parseDouble(value(HASHES, planned, now));
  }

  private static long bytes(String name, List<PlannedSetting> planned, SettingsSnapshot now) {
    return now.setting(name).bytesOf(value(name, planned, now));
  }

  private static long count(String name, List<PlannedSetting> planned, SettingsSnapshot now) {
    return Long.parseLong(value(name, planned, now));
  }

  private static String value(String name, List<PlannedSetting> planned, SettingsSnapshot now) {
    return planned.stream()
        .filter(setting -> setting.name().equals(name))
        .findFirst()
        .map(PlannedSetting::value)
        .orElseGet(() -> String.valueOf(now.setting(name).setting()));
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1fGB", bytes / GIB);
  }
}
