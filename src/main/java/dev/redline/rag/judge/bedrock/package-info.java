/**
 * Claims, labels, answers and embeddings by models of Amazon Bedrock. {@link
 * dev.redline.rag.judge.bedrock.Bedrock} puts the parts together.
 */
@NullMarked
package dev.redline.rag.judge.bedrock;

import org.jspecify.annotations.NullMarked;
