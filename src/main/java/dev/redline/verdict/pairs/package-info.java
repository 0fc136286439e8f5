/** Two ways of doing the same thing, compared pair by pair; pure arithmetic, no server. */
@NullMarked
package dev.redline.verdict.pairs;

import org.jspecify.annotations.NullMarked;
