/** Moves an application's direct reads of its connection string to one resolver, and back. */
@NullMarked
package dev.redline.adoption;

import org.jspecify.annotations.NullMarked;
