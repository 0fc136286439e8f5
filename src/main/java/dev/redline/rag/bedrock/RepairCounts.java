package dev.redline.rag.bedrock;

/**
 * Replies that were read although they were not quite as asked for, those from the cache included.
 *
 * @param missingLabels labels that a reply left out and that count as neutral
 * @param surplusLabels labels beyond the last claim, which do not count
 * @param cutOffTexts lists of claims and answers that end where the tokens did
 */
public record RepairCounts(long missingLabels, long surplusLabels, long cutOffTexts) {}
