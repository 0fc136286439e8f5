/** A cluster of PostgreSQL on this machine. */
@NullMarked
package dev.redline.target.local;

import org.jspecify.annotations.NullMarked;
