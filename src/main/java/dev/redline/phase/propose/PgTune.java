package dev.redline.phase.propose;

import dev.redline.phase.propose.Machine.Disk;
import dev.redline.plan.value.MemorySize;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What pgtune proposes for a machine ("web application", Linux), by its published rules: {@code
 * src/features/configuration/configurationSlice.js} of github.com/le0pard/pgtune at commit 01bb644.
 */
record PgTune(long memory, int cores, int connections, Disk disk) {

  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;
  private static final long LEAST_WORK_MEM = 4 * MIB;

  /** PostgreSQL's own, which pgtune leaves alone on fewer than four cores. */
  private static final int WORKER_PROCESSES = 8;

  Map<String, String> settings() {
    long shared = memory / 4;
    int workers = cores >= 4 ? cores : WORKER_PROCESSES;
    Map<String, String> values = new LinkedHashMap<>();
    values.put("shared_buffers", size(shared));
    values.put("effective_cache_size", size(memory * 3 / 4));
    values.put("maintenance_work_mem", size(Math.min(memory / 16, 8 * GIB)));
    long work = (memory - shared) / ((connections + workers) * 3L);
    values.put("work_mem", size(Math.max(work, LEAST_WORK_MEM)));
    values.put("max_wal_size", "4GB");
    values.put("checkpoint_completion_target", "0.9");
    values.put("random_page_cost", disk == Disk.ROTATING ? "4" : "1.1");
    values.put("effective_io_concurrency", disk == Disk.ROTATING ? "2" : "200");
    values.put("huge_pages", shared >= 2 * GIB ? "try" : "off");
    return values;
  }

  /** In whole kB, as pgtune rounds. */
  private static String size(long bytes) {
    return new MemorySize(bytes >= MIB && bytes % MIB == 0 ? bytes : bytes >> 10 << 10).toString();
  }
}
