/** A PostgreSQL server: connections, control, configuration file, health, snapshots. */
@NullMarked
package dev.redline.postgres;

import org.jspecify.annotations.NullMarked;
