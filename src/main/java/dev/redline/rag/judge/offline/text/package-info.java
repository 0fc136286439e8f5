/** A text as terms, clauses and quantities, by word lists and rules. */
@NullMarked
package dev.redline.rag.judge.offline.text;

import org.jspecify.annotations.NullMarked;
