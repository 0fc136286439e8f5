/** Claims, labels and answers by a model, whichever service runs it. */
@NullMarked
package dev.redline.rag.judge.model;

import org.jspecify.annotations.NullMarked;
