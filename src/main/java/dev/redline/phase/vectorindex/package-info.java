/**
 * Another vector index in the place of an old one: foretold, built beside it, compared, swapped.
 */
@NullMarked
package dev.redline.phase.vectorindex;

import org.jspecify.annotations.NullMarked;
