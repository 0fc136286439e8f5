/** Answers of a user's pipeline on a server of theirs, and what was found for them. */
@NullMarked
package dev.redline.workload.answers;

import org.jspecify.annotations.NullMarked;
