/** Who stands around a server: between it and its clients, behind it, and above it. */
@NullMarked
package dev.redline.postgres.surroundings;

import org.jspecify.annotations.NullMarked;
