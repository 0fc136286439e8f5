/** What a server itself says about the changes of all clones: in its data directory and a table. */
@NullMarked
package dev.redline.change.mark;

import org.jspecify.annotations.NullMarked;
