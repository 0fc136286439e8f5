/** Proposes settings and mends for vector indexes of any server, and touches nothing. */
@NullMarked
package dev.redline.phase.propose;

import org.jspecify.annotations.NullMarked;
