/** Accepted evaluations, the comparison with them, and where a fall comes from. */
@NullMarked
package dev.redline.rag.baseline;

import org.jspecify.annotations.NullMarked;
