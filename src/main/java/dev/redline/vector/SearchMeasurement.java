package dev.redline.vector;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;

/**
 * Vector searches at one k.
 *
 * @param rowsWanted k, or the table's rows if it has fewer
 * @param fewestRows the fewest rows that any search returned
 * @param millis the time of each timed search, in the order in which they ran
 * @param plan how the server ran one of them
 * @param control milliseconds of each {@link ControlWork} between the timed searches; empty if
 *     there was none
 */
public record SearchMeasurement(
    int k,
    int rowsWanted,
    int fewestRows,
    List<Double> millis,
    Recall recall,
    SearchPlan plan,
    List<Double> control) {

  /** A measurement that was kept by an earlier version has no control. */
  public SearchMeasurement {
    control = Objects.requireNonNullElse(control, List.of());
  }

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

  @JsonIgnore
  private double quantile(double share) {
    return SearchTimes.quantile(millis, share);
  }
}
