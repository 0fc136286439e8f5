/** Looks at a server for a while after a change. */
@NullMarked
package dev.redline.phase.watch;

import org.jspecify.annotations.NullMarked;
