package dev.redline.rag;

/**
 * A case without metrics.
 *
 * @param reason what could not be had
 * @param reply what a model said instead, possibly empty
 */
public record Unjudged(String queryId, String reason, String reply) {}
