/** What a model is asked: templates, marked data, the talk so far. */
@NullMarked
package dev.redline.rag.judge.prompt;

import org.jspecify.annotations.NullMarked;
