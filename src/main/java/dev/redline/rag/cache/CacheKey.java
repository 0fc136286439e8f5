package dev.redline.rag.cache;

import dev.redline.files.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Names a reply by everything that it depends on.
 *
 * @param sha256 64 hexadecimal digits in lower case
 */
public record CacheKey(String sha256) {

  /**
   * The key of what {@code parts} describe. Each part counts with its length, so that no two lists
   * share a key because their texts run together.
   *
   * @param parts model, parameters, hash of the prompt, content; order matters
   */
  public static CacheKey of(List<String> parts) {
    Sha256 digest = new Sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.add(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.add(bytes);
    }
    return new CacheKey(digest.hex());
  }
}
