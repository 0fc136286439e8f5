package dev.redline.rag;

import org.jspecify.annotations.Nullable;

/**
 * One retrieved chunk.
 *
 * @param docId null if the file names none
 */
public record RetrievedText(@Nullable String docId, String text) {}
