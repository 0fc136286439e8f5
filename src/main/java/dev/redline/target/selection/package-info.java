/** Which server a run takes. */
@NullMarked
package dev.redline.target.selection;

import org.jspecify.annotations.NullMarked;
