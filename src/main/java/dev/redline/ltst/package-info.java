/** LTST, a conversation memory, as load on a server; and what holds it back. */
@NullMarked
package dev.redline.ltst;

import org.jspecify.annotations.NullMarked;
