/** Answers in a file, and of a server that nobody changes. */
@NullMarked
package dev.redline.phase.answers;

import org.jspecify.annotations.NullMarked;
