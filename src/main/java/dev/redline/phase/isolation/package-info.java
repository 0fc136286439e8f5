/** A role for each workload, and what the two do to each other. */
@NullMarked
package dev.redline.phase.isolation;

import org.jspecify.annotations.NullMarked;
