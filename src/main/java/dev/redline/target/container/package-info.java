/** PostgreSQL in a container. */
@NullMarked
package dev.redline.target.container;

import org.jspecify.annotations.NullMarked;
