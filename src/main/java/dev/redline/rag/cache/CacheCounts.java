package dev.redline.rag.cache;

/**
 * What a cache has done since it was opened.
 *
 * @param hits replies found
 * @param misses replies that were not there, too old or damaged
 * @param unstored replies that could not be written, which a rerun will have to pay for again
 */
public record CacheCounts(long hits, long misses, long unstored) {}
