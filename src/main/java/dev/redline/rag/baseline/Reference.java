package dev.redline.rag.baseline;

/**
 * What an evaluation is compared with.
 *
 * @param name in a sentence, such as {@code the unchanged server}
 * @param next what a person does if answers are worse
 */
public record Reference(String name, Measured evaluation, String next) {}
