package dev.redline.phase.propose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.redline.postgres.ServerVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Held against pgvector 0.8.0 on PostgreSQL 15: the rows after which it gave the notice "hnsw graph
 * no longer fits into maintenance_work_mem", as it was built by one process in 5MB, and by three in
 * 8MB.
 */
class HnswGraphTest {

  private static final long MIB = 1L << 20;
  private static final double TEN_PERCENT = 10;

  @ParameterizedTest
  @CsvSource({
    "vector, 8, 16, 6457, 5883",
    "vector, 128, 16, 4063, 3512",
    "vector, 384, 16, 2263, 1892",
    "vector, 384, 32, 1855, 1537",
    "vector, 384, 8, 2541, 2135",
    "vector, 768, 24, 1277, 1046",
    "halfvec, 384, 16, 3389, 2890",
    "bit, 256, 16, 6456, 5872"
  })
  void foretellsWhenTheGraphNoLongerFits(
      String type, int dimensions, int m, double serial, double parallel) {
    double value = VectorBytes.of(type, dimensions, 0);

    assertThat(5 * MIB / HnswGraph.serial(m, value, new ServerVersion(150018)).bytesPerRow())
        .isCloseTo(serial, withinPercentage(TEN_PERCENT));
    assertThat((8 * MIB - HnswGraph.KEPT_BACK) / HnswGraph.parallel(m, value).bytesPerRow())
        .isCloseTo(parallel, withinPercentage(TEN_PERCENT));
  }
}
