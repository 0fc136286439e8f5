package dev.redline.record.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.verdict.AxisScale;
import dev.redline.verdict.Bars;
import dev.redline.verdict.Bars.Layout;
import dev.redline.verdict.Bars.Series;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;

/** Sizes from kilobytes to gigabytes, and a zero among them, are drawn. */
class BarsChartTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.004, 128})
  void barsOnALogarithmicAxisAreDrawnWhateverTheirSize(double smallest) throws Exception {
    Bars bars =
        new Bars(
            "Sizes",
            "setting",
            "MB",
            Layout.BESIDE,
            AxisScale.LOGARITHMIC,
            List.of("work_mem", "shared_buffers"),
            List.of(
                new Series("before", List.of(smallest, 128.0)),
                new Series("planned", List.of(5.0, 1472.0))));

    assertThat(BitmapEncoder.getBitmapBytes(BarsChart.of(bars), BitmapFormat.PNG)).isNotEmpty();
  }

  @Test
  void namesThatWouldOverlapStandAtAnAngle() {
    List<String> names =
        List.of(
            "effective_cache_size", "maintenance_work_mem", "checkpoint_completion_target", "jit");
    assertThat(angle(names)).isEqualTo(45);
    assertThat(angle(List.of("jit", "work_mem"))).isZero();
    assertThat(angle(List.of("a", "b", "c", "d", "e", "f", "g"))).isEqualTo(45);
  }

  private static int angle(List<String> groups) {
    List<Double> values = groups.stream().map(group -> 1.0).toList();
    Bars bars =
        new Bars(
            "Sizes",
            "setting",
            "times",
            Layout.BESIDE,
            AxisScale.LINEAR,
            groups,
            List.of(new Series("planned", values)));
    return BarsChart.of(bars).getStyler().getXAxisLabelRotation();
  }
}
