/** Replies that were paid for once, kept on disk. Knows nothing of models: text by key. */
@NullMarked
package dev.redline.rag.cache;

import org.jspecify.annotations.NullMarked;
