package dev.redline.record.attest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;

/** Both halves of a new key, in PEM. */
public record KeyFiles(Path secret, Path open) {

  /** Replaces {@code key.pem} and {@code key.pub} of the folder. */
  public static KeyFiles in(Path folder, String algorithm)
      throws GeneralSecurityException, IOException {
    KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    return new KeyFiles(
        pem(folder.resolve("key.pem"), "PRIVATE KEY", pair.getPrivate().getEncoded()),
        pem(folder.resolve("key.pub"), "PUBLIC KEY", pair.getPublic().getEncoded()));
  }

  private static Path pem(Path file, String label, byte[] der) throws IOException {
    return Files.writeString(
        file,
        "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
            .formatted(label, Base64.getMimeEncoder().encodeToString(der)));
  }
}
