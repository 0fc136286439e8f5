/** Settings of pgvector for the time of one query. */
@NullMarked
package dev.redline.phase.policy;

import org.jspecify.annotations.NullMarked;
