/** How many searches a second a server answers, and how that compares with another server. */
@NullMarked
package dev.redline.workload.capacity;

import org.jspecify.annotations.NullMarked;
