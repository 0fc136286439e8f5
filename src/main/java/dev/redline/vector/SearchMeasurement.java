package dev.redline.vector;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;

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

  /** A time that was measured, never one between two: definition 1 of Hyndman and Fan (1996). */
  private static final Quantile QUANTILE =
      Quantile.withDefaults().withCopy(true).with(EstimationMethod.HF1);

  /** Half of the searches took no longer, in milliseconds. */
  @JsonProperty
  public double p50() {
    return quantile(0.5);
  }

  /** 95 % of the searches took no longer, in milliseconds. */
  @JsonProperty
  public double p95() {
    return quantile(0.95);
  }

  /** 99 % of the searches took no longer, in milliseconds. */
  @JsonProperty
  public double p99() {
    return quantile(0.99);
  }

  @JsonIgnore
  private double quantile(double share) {
    return QUANTILE.evaluate(millis.stream().mapToDouble(Double::doubleValue).toArray(), share);
  }
}
