package dev.redline.rag.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Binds a result to what it came from, by SHA-256. */
public final class FileHash {

  private final MessageDigest digest;

  public FileHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** SHA-256 of the file's bytes, lower-case hexadecimal. */
  public static String sha256(Path file) {
    FileHash hash = new FileHash();
    try (InputStream in = hash.of(Files.newInputStream(file))) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw StrictJson.unreadable(file, e);
    }
    return hash.hex();
  }

  /** The same bytes, which are hashed as they are read. */
  public InputStream of(InputStream in) {
    return new DigestInputStream(in, digest);
  }

  /** Adds a text and its end, so that what two texts share does not matter. */
  public void add(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  /** Of all so far, lower-case hexadecimal; begins anew. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
