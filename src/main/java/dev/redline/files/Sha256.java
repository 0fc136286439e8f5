package dev.redline.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 as lower-case hexadecimal, 64 characters: of one content, or of several pieces one after
 * the other. An object is not safe for use by several threads.
 */
public final class Sha256 {

  private final MessageDigest digest;

  /** Of nothing yet. */
  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** The digest of {@code content}. */
  public static String of(byte[] content) {
    Sha256 sha256 = new Sha256();
    sha256.add(content);
    return sha256.hex();
  }

  /** The digest of all that is left to be read, which need not fit into memory. */
  public static String of(InputStream content) throws IOException {
    Sha256 sha256 = new Sha256();
    sha256.reading(content).transferTo(OutputStream.nullOutputStream());
    return sha256.hex();
  }

  /** The same bytes, which are added as they are read. */
  public InputStream reading(InputStream content) {
    return new DigestInputStream(content, digest);
  }

  public void add(byte[] piece) {
    digest.update(piece);
  }

  /** Adds a text and its end, so that where one text ends and the next begins matters. */
  public void add(String text) {
    digest.update(text.getBytes(UTF_8));
    digest.update((byte) 0);
  }

  /** Of all so far; begins anew. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
