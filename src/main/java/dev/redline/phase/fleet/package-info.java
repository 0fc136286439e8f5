/** The values of a canary on their way to every other member of its fleet. */
@NullMarked
package dev.redline.phase.fleet;

import org.jspecify.annotations.NullMarked;
