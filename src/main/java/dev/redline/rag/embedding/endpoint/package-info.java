/** Embedders behind an endpoint of somebody's, by the embeddings protocol of OpenAI. */
@NullMarked
package dev.redline.rag.embedding.endpoint;

import org.jspecify.annotations.NullMarked;
