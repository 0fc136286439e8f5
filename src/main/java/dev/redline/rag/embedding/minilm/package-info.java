/** The sentence embeddings of all-MiniLM-L6-v2, by ONNX Runtime. */
@NullMarked
package dev.redline.rag.embedding.minilm;

import org.jspecify.annotations.NullMarked;
