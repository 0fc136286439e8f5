/** Answers and how they are judged: cases, pipeline, claims, checkers, metrics. */
@NullMarked
package dev.redline.rag;

import org.jspecify.annotations.NullMarked;
