package dev.redline.rag;

/**
 * Who answers.
 *
 * @param id names the answerer and its version: under another id it gives other answers
 */
public record NamedAnswerer(String id, Answerer answerer) {}
