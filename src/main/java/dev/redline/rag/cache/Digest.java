package dev.redline.rag.cache;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over several pieces. Not safe for use by several threads. */
final class Digest {

  private final MessageDigest sha256;

  Digest() {
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  void add(byte[] bytes) {
    sha256.update(bytes);
  }

  /** 64 digits in lower case; starts over. */
  String hex() {
    return HexFormat.of().formatHex(sha256.digest());
  }
}
