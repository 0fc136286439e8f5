package dev.redline.vector;

import java.util.Collection;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;

/** The one quantile of times of searches. */
public final class SearchTimes {

  /** A time that was measured, never one between two: definition 1 of Hyndman and Fan (1996). */
  private static final Quantile QUANTILE =
      Quantile.withDefaults().withCopy(true).with(EstimationMethod.HF1);

  private SearchTimes() {}

  /**
   * The share {@code share} of the times is no longer than this.
   *
   * @param millis at least one
   * @param share from 0 to 1
   */
  public static double quantile(Collection<Double> millis, double share) {
    return QUANTILE.evaluate(millis.stream().mapToDouble(Double::doubleValue).toArray(), share);
  }
}
