/** Values of a plan: sizes, times, names, limits. */
@NullMarked
package dev.redline.plan.value;

import org.jspecify.annotations.NullMarked;
