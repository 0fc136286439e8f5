/**
 * Retrieval, answers and judgement without a model: deterministic, named and versioned, good enough
 * to notice that retrieval got worse.
 */
@NullMarked
package dev.redline.rag.judge.offline;

import org.jspecify.annotations.NullMarked;
