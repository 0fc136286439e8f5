/** What a stage buys: two copies of the server, side by side. */
@NullMarked
package dev.redline.phase.benefit;

import org.jspecify.annotations.NullMarked;
