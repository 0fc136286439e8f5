/** A fleet of servers that Patroni owns: what its members say, whether it is in order. */
@NullMarked
package dev.redline.fleet;

import org.jspecify.annotations.NullMarked;
