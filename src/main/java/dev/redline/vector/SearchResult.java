package dev.redline.vector;

import java.util.List;

/**
 * What a search found.
 *
 * @param rows nearest first
 * @param choice how they were searched
 */
public record SearchResult(List<Neighbour> rows, SearchChoice choice) {}
