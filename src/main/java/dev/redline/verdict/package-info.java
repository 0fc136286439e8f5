/** Verdicts and the comparisons behind them: they compare and know no database. */
@NullMarked
package dev.redline.verdict;

import org.jspecify.annotations.NullMarked;
