package dev.redline.phase.tuning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * The settings of a stage as somebody may write them.
 *
 * @param kind what is wrong with them, if anything
 * @param settings name and value, in the order of the file
 * @param fault the setting that is wrong; empty for a good file
 */
record SettingsFile(Kind kind, Map<String, String> settings, String fault) {

  enum Kind {
    GOOD,
    MISSPELT,
    DOES_NOT_START,
    OVER_THE_BUDGET,
    SHADOWED,
    SLOWER
  }

  private static final List<Map.Entry<String, List<String>>> SOUND =
      List.of(
          Map.entry("work_mem", List.of("5MB", "6MB", "8MB", "16MB")),
          Map.entry("maintenance_work_mem", List.of("96MB", "128MB", "256MB")),
          Map.entry("effective_cache_size", List.of("5GB", "6GB", "8GB")),
          Map.entry("max_wal_size", List.of("1500MB", "2GB", "3GB")),
          Map.entry("shared_buffers", List.of("144MB", "160MB", "192MB")),
          Map.entry("wal_compression", List.of("on")),
          Map.entry("track_io_timing", List.of("on")));

  private static final List<Map<String, String>> UNBOOTABLE =
      List.of(
          Map.of("shared_buffers", "7TB"),
          Map.of("max_locks_per_transaction", "2147483647"),
          Map.of("max_pred_locks_per_transaction", "2147483647"),
          Map.of("autovacuum_max_workers", "262143"),
          Map.of("huge_pages", "on"));

  private static final List<Map<String, String>> SLOW =
      List.of(
          Map.of("jit", "on", "jit_above_cost", "0"),
          Map.of("jit", "on", "jit_above_cost", "0", "jit_optimize_above_cost", "0"),
          Map.of("enable_indexscan", "off"),
          Map.of("force_parallel_mode", "on"));

  /** As many as asked for, of each kind alike; the same for the same seed. */
  static List<SettingsFile> generated(int count, long seed) {
    Random random = new Random(seed);
    List<SettingsFile> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      files.add(of(Kind.values()[i % Kind.values().length], random));
    }
    return files;
  }

  private static SettingsFile of(Kind kind, Random random) {
    Map<String, String> settings = new LinkedHashMap<>();
    SOUND.forEach(
        each -> {
          if (random.nextBoolean()) {
            settings.put(each.getKey(), drawn(each.getValue(), random));
          }
        });
    settings.put("checkpoint_completion_target", "0.85");
    return switch (kind) {
      case GOOD -> new SettingsFile(kind, settings, "");
      case MISSPELT -> {
        String name = drawn(List.copyOf(settings.keySet()), random);
        String value = settings.remove(name);
        int at = 1 + random.nextInt(name.length() - 2);
        String misspelt = name.substring(0, at) + name.substring(at + 1);
        settings.put(misspelt, value);
        yield new SettingsFile(kind, settings, misspelt);
      }
      case DOES_NOT_START -> with(kind, settings, drawn(UNBOOTABLE, random));
      case OVER_THE_BUDGET ->
          with(
              kind, settings, Map.of("work_mem", drawn(List.of("64GB", "128GB", "512GB"), random)));
      case SHADOWED ->
          with(kind, settings, Map.of("work_mem", drawn(List.of("9MB", "17MB"), random)));
      case SLOWER -> with(kind, settings, drawn(SLOW, random));
    };
  }

  private static SettingsFile with(
      Kind kind, Map<String, String> settings, Map<String, String> fault) {
    settings.putAll(fault);
    return new SettingsFile(kind, settings, fault.keySet().iterator().next());
  }

  private static <T> T drawn(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  /** As a file of gates/stages/. */
  String yaml() {
    return "stage: A\nscale: memory\nsettings:\n"
        + settings.entrySet().stream()
            .map(each -> "  %s: {value: %s}\n".formatted(each.getKey(), each.getValue()))
            .collect(Collectors.joining());
  }

  @Override
  public String toString() {
    return kind + " " + settings;
  }
}
