/** What outlives a run: where each phase stands, and what it takes to put a server back. */
@NullMarked
package dev.redline.state;

import org.jspecify.annotations.NullMarked;
