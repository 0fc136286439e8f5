package dev.redline.rag.cache;

import dev.redline.files.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reply as a file holds it: one line with format, time and SHA-256 of the rest, then the reply.
 *
 * @param written to the millisecond
 */
record CacheEntry(Instant written, String reply) {

  private static final Pattern HEADER =
      Pattern.compile("redline-reply 1 (\\d{1,18}) (\\p{XDigit}{64})");

  byte[] bytes() {
    byte[] body = reply.getBytes(StandardCharsets.UTF_8);
    String header = "redline-reply 1 %d %s\n".formatted(written.toEpochMilli(), Sha256.of(body));
    byte[] line = header.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(line.length + body.length).put(line).put(body).array();
  }

  /** The entry; empty if the bytes are torn, damaged or of another format. */
  static Optional<CacheEntry> parse(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    Matcher header = HEADER.matcher(new String(bytes, 0, end, StandardCharsets.US_ASCII));
    if (end == bytes.length || !header.matches()) {
      return Optional.empty();
    }
    byte[] body = Arrays.copyOfRange(bytes, end + 1, bytes.length);
    Instant written = Instant.ofEpochMilli(Long.parseLong(header.group(1)));
    return Sha256.of(body).equals(header.group(2))
        ? Optional.of(new CacheEntry(written, new String(body, StandardCharsets.UTF_8)))
        : Optional.empty();
  }
}
