package dev.redline.verdict;

/** How an axis runs. */
public enum AxisScale {
  LINEAR,
  /** For figures above zero that differ by orders of magnitude. */
  LOGARITHMIC
}
