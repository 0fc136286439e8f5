/** LTST, a conversation memory, as load on a server; and what holds it back. */
@NullMarked
package dev.redline.workload;

import org.jspecify.annotations.NullMarked;
