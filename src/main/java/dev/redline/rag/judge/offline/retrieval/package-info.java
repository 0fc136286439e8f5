/** Passages by hashed vectors, and answers taken from their sentences. */
@NullMarked
package dev.redline.rag.judge.offline.retrieval;

import org.jspecify.annotations.NullMarked;
