package dev.redline.plan.stage;

import dev.redline.plan.value.MemorySize;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/** Carries a memory setting from the reference machine to a host, in proportion to memory. */
record MemoryScaling(MemorySize host, MemorySize reference) {

  private static final long KILOBYTE = 1L << 10;
  private static final long MEGABYTE = 1L << 20;

  PlannedSetting apply(StageSetting setting) {
    MemorySize planned = MemorySize.parse(setting.value());
    MemorySize exact = proportional(planned);
    MemorySize rounded = rounded(exact);
    MemorySize result = setting.atLeast().filter(f -> f.compareTo(rounded) > 0).orElse(rounded);
    return new PlannedSetting(
        setting.name(),
        result.toString(),
        setting.value(),
        formula(planned, exact) + outcome(exact, rounded, result, setting.atLeast()),
        PlannedSetting.Effect.SETS,
        setting.because());
  }

  private MemorySize proportional(MemorySize planned) {
    BigDecimal product = new BigDecimal(planned.bytes()).multiply(new BigDecimal(host.bytes()));
    return new MemorySize(
        product.divide(new BigDecimal(reference.bytes()), MathContext.DECIMAL128).longValue());
  }

  /** Down to a figure that a person can read: whole MB, larger steps for larger sizes. */
  private static MemorySize rounded(MemorySize exact) {
    long step = exact.bytes() < MEGABYTE ? KILOBYTE : MEGABYTE;
    for (long larger : new long[] {4 * MEGABYTE, 16 * MEGABYTE, 64 * MEGABYTE}) {
      step = exact.bytes() >= 16 * larger ? larger : step;
    }
    return new MemorySize(exact.bytes() / step * step);
  }

  private String formula(MemorySize planned, MemorySize exact) {
    return "%s x %s/%s = %s"
        .formatted(
            planned, number(host.inGigabytes()), number(reference.inGigabytes()), shown(exact));
  }

  private static String outcome(
      MemorySize exact, MemorySize rounded, MemorySize result, Optional<MemorySize> floor) {
    if (!result.equals(rounded)) {
      return floor.map(size -> ", raised to the floor of " + size).orElse("");
    }
    return result.equals(exact) ? "" : ", rounded to " + result;
  }

  private static String shown(MemorySize size) {
    return size.inGigabytes() >= 1
        ? number(size.inGigabytes()) + "GB"
        : number(size.inGigabytes() * 1024) + "MB";
  }

  private static String number(double figure) {
    return BigDecimal.valueOf(figure)
        .setScale(2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
