/** Roles of a server: their state, settings, rights and passwords. */
@NullMarked
package dev.redline.postgres.role;

import org.jspecify.annotations.NullMarked;
