package dev.redline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.redline.plan.value.ExtensionVersion;
import dev.redline.plan.value.MemorySize;
import dev.redline.plan.value.Threshold;
import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.workload.IterativeScan;
import dev.redline.plan.workload.QueryPolicy;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotationTest {

  @ParameterizedTest
  @CsvSource({"8kB,8192", "8GB,8589934592", "1536MB,1610612736", "1TB,1099511627776"})
  void aMemorySizeIsReadAndShownTheSameWay(String text, long bytes) {
    assertThat(MemorySize.parse(text).bytes()).isEqualTo(bytes);
    assertThat(new MemorySize(bytes)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({"1024MB,1GB", "2048kB,2MB", "1025kB,1025kB"})
  void aMemorySizeIsShownInTheLargestUnitThatDividesEvenly(String text, String shown) {
    assertThat(MemorySize.parse(text)).hasToString(shown);
  }

  @Test
  void bytesThatNoUnitDividesAreShownAsBytes() {
    assertThat(new MemorySize(1025)).hasToString("1025B");
    assertThat(new MemorySize(0)).hasToString("0B");
  }

  @ParameterizedTest
  @CsvSource({
    "200ms,PT0.2S",
    "5s,PT5S",
    "5min,PT5M",
    "1h,PT1H",
    "0.01ms,PT0.00001S",
    "1.5s,PT1.5S",
    "250us,PT0.00025S",
    "1d,PT24H"
  })
  void aTimeIsReadWithItsUnit(String text, Duration expected) {
    assertThat(TimeSpan.parse(text)).isEqualTo(expected);
  }

  @Test
  void versionsAreOrderedAsNumbers() {
    ExtensionVersion required = ExtensionVersion.parse("0.8.0");
    assertThat(ExtensionVersion.parse("0.10.0").isAtLeast(required)).isTrue();
    assertThat(ExtensionVersion.parse("0.8").isAtLeast(required)).isTrue();
    assertThat(ExtensionVersion.parse("0.8.0.1").isAtLeast(required)).isTrue();
    assertThat(ExtensionVersion.parse("0.7.4").isAtLeast(required)).isFalse();
    assertThat(required).hasToString("0.8.0");
  }

  @Test
  void aThresholdAllowsItsLimit() {
    Threshold<Duration> atMost =
        new Threshold<>(Threshold.Direction.AT_MOST, Duration.ofMillis(200), Optional.empty());
    assertThat(atMost.allows(Duration.ofMillis(200))).isTrue();
    assertThat(atMost.allows(Duration.ofMillis(201))).isFalse();
    Threshold<Double> atLeast =
        new Threshold<>(Threshold.Direction.AT_LEAST, 0.95, Optional.empty());
    assertThat(atLeast.allows(0.95)).isTrue();
    assertThat(atLeast.allows(0.9499)).isFalse();
  }

  @Test
  void notANumberKeepsNoThreshold() {
    Threshold<Double> recall =
        new Threshold<>(Threshold.Direction.AT_LEAST, 0.95, Optional.empty());
    assertThatIllegalArgumentException().isThrownBy(() -> recall.allows(Double.NaN));
  }

  @ParameterizedTest
  @CsvSource({"1,100", "50,100", "51,102", "500,1000", "900,1000"})
  void efSearchGrowsWithKUpToTheLimit(int k, int expected) {
    assertThat(
            new QueryPolicy(QueryPolicy.SetLocal.ON, 100, 2, IterativeScan.STRICT_ORDER)
                .efSearch(k))
        .isEqualTo(expected);
  }
}
