package dev.redline.phase.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.phase.propose.Machine.Disk;
import dev.redline.plan.value.MemorySize;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Worked out by hand from pgtune's rules ("web application", Linux), as {@link PgTune} names them.
 */
class PgTuneTest {

  @ParameterizedTest
  @CsvSource({
    // memory, cores, connections, disk, shared, cache, maintenance, work_mem, cost, io, huge pages
    "16GB, 4, 100, SOLID, 4GB, 12GB, 1GB, 40329kB, 1.1, 200, try",
    "16GB, 4, 100, ROTATING, 4GB, 12GB, 1GB, 40329kB, 4, 2, try",
    "16GB, 4, 100, UNKNOWN, 4GB, 12GB, 1GB, 40329kB, 1.1, 200, try",
    "32GB, 8, 200, SOLID, 8GB, 24GB, 2GB, 40329kB, 1.1, 200, try",
    "64GB, 16, 200, ROTATING, 16GB, 48GB, 4GB, 77672kB, 4, 2, try",
    "256GB, 64, 500, SOLID, 64GB, 192GB, 8GB, 118987kB, 1.1, 200, try",
    "8GB, 4, 100, SOLID, 2GB, 6GB, 512MB, 20164kB, 1.1, 200, try",
    "7GB, 4, 100, SOLID, 1792MB, 5376MB, 448MB, 17644kB, 1.1, 200, off",
    "2GB, 2, 100, SOLID, 512MB, 1536MB, 128MB, 4854kB, 1.1, 200, off",
    "1GB, 2, 200, SOLID, 256MB, 768MB, 64MB, 4MB, 1.1, 200, off"
  })
  void saysWhatPgtuneSays(
      String memory,
      int cores,
      int connections,
      Disk disk,
      String shared,
      String cache,
      String maintenance,
      String work,
      String pageCost,
      String reads,
      String hugePages) {
    assertThat(new PgTune(MemorySize.parse(memory).bytes(), cores, connections, disk).settings())
        .containsEntry("shared_buffers", shared)
        .containsEntry("effective_cache_size", cache)
        .containsEntry("maintenance_work_mem", maintenance)
        .containsEntry("work_mem", work)
        .containsEntry("max_wal_size", "4GB")
        .containsEntry("random_page_cost", pageCost)
        .containsEntry("effective_io_concurrency", reads)
        .containsEntry("huge_pages", hugePages);
  }
}
