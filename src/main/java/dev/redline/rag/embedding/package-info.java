/** Who turns texts into vectors: embedders under a name, found on the class path. */
@NullMarked
package dev.redline.rag.embedding;

import org.jspecify.annotations.NullMarked;
