/** RAGChecker's metrics: from labels to figures. */
@NullMarked
package dev.redline.rag.metric;

import org.jspecify.annotations.NullMarked;
