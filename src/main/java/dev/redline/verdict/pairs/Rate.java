package dev.redline.verdict.pairs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * How often something happened, with the score interval of 95 % (Wilson, Probable inference, the
 * law of succession, and statistical inference, JASA 22, 1927).
 *
 * @param of at least {@code count}
 */
public record Rate(int count, int of) {

  private static final double Z = 1.959964;

  /** The lower end, 0 to 1; 0 of nothing. */
  @JsonProperty
  public double low() {
    return of == 0 ? 0 : Math.max(0, centre() - half());
  }

  /** The upper end, 0 to 1; 1 of nothing. */
  @JsonProperty
  public double high() {
    return of == 0 ? 1 : Math.min(1, centre() + half());
  }

  private double centre() {
    return (count + Z * Z / 2) / (of + Z * Z);
  }

  private double half() {
    double share = (double) count / of;
    return Z * Math.sqrt(of * share * (1 - share) + Z * Z / 4) / (of + Z * Z);
  }

  /** As in {@code 0 of 40 (0.0 % to 8.8 %)}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d of %d (%.1f %% to %.1f %%)", count, of, 100 * low(), 100 * high());
  }
}
