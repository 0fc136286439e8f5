/** Whether a server has what a plan requires. Reads only. */
@NullMarked
package dev.redline.health;

import org.jspecify.annotations.NullMarked;
