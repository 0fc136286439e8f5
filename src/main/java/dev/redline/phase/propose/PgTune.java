package dev.redline.phase.propose;

import dev.redline.phase.propose.Machine.Disk;
import dev.redline.plan.value.MemorySize;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What pgtune (github.com/le0pard/pgtune, "web application") proposes for a machine, by its
 * published rules.
 */
record PgTune(long memory, int cores, int connections, Disk disk) {

  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  Map<String, String> settings() {
    long shared = memory / 4;
    int gather = cores >= 4 ? Math.min((cores + 1) / 2, 4) : 1;
    Map<String, String> values = new LinkedHashMap<>();
    values.put("shared_buffers", size(shared));
    values.put("effective_cache_size", size(memory * 3 / 4));
    values.put("maintenance_work_mem", size(Math.min(memory / 16, 2 * GIB)));
    values.put("work_mem", size((memory - shared) / (connections * 3L) / gather));
    values.put("max_wal_size", "4GB");
    values.put("checkpoint_completion_target", "0.9");
    values.put("random_page_cost", disk == Disk.ROTATING ? "4" : "1.1");
    values.put("effective_io_concurrency", disk == Disk.ROTATING ? "2" : "200");
    values.put("huge_pages", memory >= 32 * GIB ? "try" : "off");
    return values;
  }

  /** In whole kB, as pgtune rounds. */
  private static String size(long bytes) {
    return new MemorySize(bytes >= MIB && bytes % MIB == 0 ? bytes : bytes >> 10 << 10).toString();
  }
}
