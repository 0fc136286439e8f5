package dev.redline.phase.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.phase.propose.Machine.Disk;
import org.junit.jupiter.api.Test;

class PgTuneTest {

  /** As pgtune printed it: web application, 16 GB, 4 CPUs, 100 connections, SSD. */
  @Test
  void saysWhatPgtuneSays() {
    assertThat(new PgTune(16L << 30, 4, 100, Disk.SOLID).settings())
        .containsEntry("shared_buffers", "4GB")
        .containsEntry("effective_cache_size", "12GB")
        .containsEntry("maintenance_work_mem", "1GB")
        .containsEntry("work_mem", "20971kB")
        .containsEntry("max_wal_size", "4GB")
        .containsEntry("random_page_cost", "1.1")
        .containsEntry("effective_io_concurrency", "200")
        .containsEntry("huge_pages", "off");
  }
}
