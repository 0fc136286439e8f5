/** Reversible changes, their order, and the way back. */
@NullMarked
package dev.redline.change;

import org.jspecify.annotations.NullMarked;
