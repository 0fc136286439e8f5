/** A call of a model: question, reply, faults, cost and limits. */
@NullMarked
package dev.redline.rag.judge.call;

import org.jspecify.annotations.NullMarked;
