package dev.redline.phase.vectorindex;

import dev.redline.search.MeasuredSearch;
import dev.redline.verdict.Finding;

/**
 * A search through the old index and through the new one.
 *
 * @param before through the old index
 * @param after through the new one, against the same neighbours
 * @param newIndex the name that plans show
 * @param oldBytes of the old index
 * @param built how the new index was built, and its bytes
 * @param inserts what either costs
 * @param pairs whether searches became slower
 */
record IndexMeasurements(
    MeasuredSearch before,
    MeasuredSearch after,
    String newIndex,
    long oldBytes,
    IndexBuild.Built built,
    InsertTimes inserts,
    Finding pairs) {}
