package dev.redline.verdict;

/** Evidence that is drawn, and shown as a table beside the drawing. */
public sealed interface Picture permits Plot, Bars, Grid, TreePair {

  /** What it shows. */
  String title();

  /** Every figure that is drawn, with its unit in the head of its column. */
  Table table();
}
