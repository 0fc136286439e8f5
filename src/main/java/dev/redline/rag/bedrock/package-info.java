/**
 * Claims, labels, answers and embeddings by models of Amazon Bedrock. {@link
 * dev.redline.rag.bedrock.Bedrock} puts the parts together.
 */
@NullMarked
package dev.redline.rag.bedrock;

import org.jspecify.annotations.NullMarked;
