package dev.redline.phase.observability;

import dev.redline.workload.pairs.PairSamples;

/**
 * Searches in pairs: the old way without pg_stat_statements counting, the new way with.
 *
 * @param counted how many searches pg_stat_statements counted meanwhile
 */
record OverheadSamples(PairSamples pairs, long counted) {}
