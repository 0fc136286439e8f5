package dev.redline.rag;

/**
 * Who embeds.
 *
 * @param id names the embedder and its version: under another id it gives other vectors
 * @param embedder for one thread at a time
 */
public record NamedEmbedder(String id, Embedder embedder) {}
