/** Moves an application's direct reads of its connection string to one resolver, and back. */
@NullMarked
package dev.redline.phase.resolver;

import org.jspecify.annotations.NullMarked;
