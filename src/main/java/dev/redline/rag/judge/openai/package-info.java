/** Models behind an OpenAI-compatible chat endpoint. */
@NullMarked
package dev.redline.rag.judge.openai;

import org.jspecify.annotations.NullMarked;
