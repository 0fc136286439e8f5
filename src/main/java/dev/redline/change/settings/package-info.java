/** Planned settings as a reversible change, one class for each way to apply them. */
@NullMarked
package dev.redline.change.settings;

import org.jspecify.annotations.NullMarked;
