/** Vector search under the query-time policy, and the probes of its latency and recall. */
@NullMarked
package dev.redline.vector;

import org.jspecify.annotations.NullMarked;
