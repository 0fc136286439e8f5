package dev.redline.plan;

import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How far a mean score may fall below a baseline's.
 *
 * @param amount 0 or less: of the score itself, or of the baseline's mean if {@code relative}
 * @param because why the limit is this one, if the plan says so
 */
public record AllowedChange(double amount, Basis basis, Optional<String> because) {

  /** What an amount is a part of. */
  public enum Basis {
    /** The score as it stands: {@code -0.02}. */
    ABSOLUTE,
    /** The mean of the baseline: {@code -5%}. */
    RELATIVE
  }

  private static final Pattern PERCENT = Pattern.compile("-(?:100|[0-9]{1,2}(?:\\.[0-9]+)?)%|0%");
  private static final double PER_CENT = 100;

  static AllowedChange read(Node node) {
    Section section = node.section("at_least", "because");
    ScalarNode scalar = section.scalar("at_least");
    return scalar.text().endsWith("%")
        ? new AllowedChange(scalar.as(AllowedChange::share), Basis.RELATIVE, section.because())
        : new AllowedChange(scalar.asDecimal(-1, 0), Basis.ABSOLUTE, section.because());
  }

  /** The least change that is allowed, in units of the score. */
  public double limit(double baselineMean) {
    return basis == Basis.ABSOLUTE ? amount : amount * baselineMean;
  }

  private static double share(String text) {
    if (!PERCENT.matcher(text).matches()) {
      throw new IllegalArgumentException("a relative change goes from -100% to 0%, such as -5%");
    }
    return Double.parseDouble(text.substring(0, text.length() - 1)) / PER_CENT;
  }
}
