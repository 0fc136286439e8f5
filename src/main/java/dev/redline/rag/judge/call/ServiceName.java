package dev.redline.rag.judge.call;

/**
 * What a service is called.
 *
 * @param id begins the names of its judges, as in {@code bedrock}
 * @param title in a sentence
 * @param prefix of its environment variables
 */
public record ServiceName(String id, String title, String prefix) {}
