package dev.redline.workload.pairs;

/**
 * One search on both servers.
 *
 * @param at ms since sampling began
 * @param core that all of it ran on, -1 if nobody knows
 * @param kind of search
 * @param oldFirst whether the old server was asked first
 * @param old wall time in ms, as the client sees it
 * @param changed likewise
 * @param oldCpu of the server's session, in ms; NaN where it cannot be read
 * @param changedCpu likewise
 */
public record PairSample(
    double at,
    int core,
    String kind,
    boolean oldFirst,
    double old,
    double changed,
    double oldCpu,
    double changedCpu) {}
