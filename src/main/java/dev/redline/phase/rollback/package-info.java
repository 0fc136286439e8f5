/** The ways back, each tried out. */
@NullMarked
package dev.redline.phase.rollback;

import org.jspecify.annotations.NullMarked;
