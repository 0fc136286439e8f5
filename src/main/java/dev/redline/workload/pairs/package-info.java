/** Searches on two servers at once, in pairs, on one core, and what is written of them. */
@NullMarked
package dev.redline.workload.pairs;

import org.jspecify.annotations.NullMarked;
