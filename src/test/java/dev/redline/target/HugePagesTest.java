package dev.redline.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HugePagesTest {

  @Test
  void thoseThatNobodyUsesNorHasReservedAreFree() {
    assertThat(
            HugePages.parse(
                List.of(
                    "MemTotal:       131072000 kB",
                    "HugePages_Total:    5000",
                    "HugePages_Free:     4800",
                    "HugePages_Rsvd:      700",
                    "Hugepagesize:       2048 kB")))
        .contains(new HugePages(4100, 2 << 20));
  }

  @Test
  void aKernelWithoutThemTellsNone() {
    assertThat(HugePages.parse(List.of("MemTotal: 4096 kB"))).isEmpty();
  }
}
