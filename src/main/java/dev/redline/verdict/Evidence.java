package dev.redline.verdict;

/**
 * What a verdict rests on.
 *
 * @param name for a person, such as {@code settings before}
 * @param content a value that JSON can hold: a record, a list, a map, a string
 */
public record Evidence(String name, Object content) {}
