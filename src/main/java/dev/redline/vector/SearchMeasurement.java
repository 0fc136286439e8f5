package dev.redline.vector;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Vector searches at one k.
 *
 * @param rowsWanted k, or the table's rows if it has fewer
 * @param fewestRows the fewest rows that any search returned
 * @param millis the time of each timed search, in the order in which they ran
 * @param plan how the server ran one of them
 */
public record SearchMeasurement(
    int k, int rowsWanted, int fewestRows, List<Double> millis, Recall recall, SearchPlan plan) {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final int SIGNIFICANT_DIGITS = 3;

  /** Half of the searches took no longer, in milliseconds. */
  @JsonProperty
  public double p50() {
    return percentile(50);
  }

  /** 95 % of the searches took no longer, in milliseconds. */
  @JsonProperty
  public double p95() {
    return percentile(95);
  }

  /** 99 % of the searches took no longer, in milliseconds. */
  @JsonProperty
  public double p99() {
    return percentile(99);
  }

  /** By HdrHistogram, correct to three significant digits. */
  @JsonIgnore
  private double percentile(double percent) {
    Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
    millis.forEach(time -> histogram.recordValue(Math.round(time * NANOS_PER_MILLI)));
    return histogram.getValueAtPercentile(percent) / NANOS_PER_MILLI;
  }
}
