/** Which indexes the statements that a server has seen call for, tried out on the real table. */
@NullMarked
package dev.redline.phase.index;

import org.jspecify.annotations.NullMarked;
