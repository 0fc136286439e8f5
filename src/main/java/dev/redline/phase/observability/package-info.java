/** Seeing which statements cost what: what it takes, whether it works and what it costs. */
@NullMarked
package dev.redline.phase.observability;

import org.jspecify.annotations.NullMarked;
