package dev.redline.vector;

/**
 * One row that a search returned.
 *
 * @param id of the row, as text
 * @param distance by the search's operator: less is nearer
 */
public record Neighbour(String id, double distance) {}
