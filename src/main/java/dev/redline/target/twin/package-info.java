/** Copies of a server on which settings can be tried with the server itself untouched. */
@NullMarked
package dev.redline.target.twin;

import org.jspecify.annotations.NullMarked;
