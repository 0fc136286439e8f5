/** Reversible changes, their order, and the way back. */
@NullMarked
package dev.redline.run;

import org.jspecify.annotations.NullMarked;
