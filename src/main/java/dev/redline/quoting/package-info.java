/** Names and texts of others as SQL, a shell and a reader take them, whatever is in them. */
@NullMarked
package dev.redline.quoting;

import org.jspecify.annotations.NullMarked;
