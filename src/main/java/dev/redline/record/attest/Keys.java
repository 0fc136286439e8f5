package dev.redline.record.attest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** Keys in PEM files, as {@code openssl genpkey} and {@code openssl pkey -pubout} write them. */
final class Keys {

  private static final List<String> ALGORITHMS = List.of("Ed25519", "EC");

  private Keys() {}

  /** Of a PKCS #8 file. */
  static PrivateKey secret(Path file) {
    byte[] der = der(file, "PRIVATE KEY");
    return first(file, factory -> factory.generatePrivate(new PKCS8EncodedKeySpec(der)));
  }

  /** Of an X.509 SubjectPublicKeyInfo file. */
  static PublicKey open(Path file) {
    byte[] der = der(file, "PUBLIC KEY");
    return first(file, factory -> factory.generatePublic(new X509EncodedKeySpec(der)));
  }

  /** An instance for keys of this kind. */
  static Signature algorithm(Key key) throws GeneralSecurityException {
    return Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "Ed25519");
  }

  private interface Reading<T> {
    T by(KeyFactory factory) throws GeneralSecurityException;
  }

  private static <T> T first(Path file, Reading<T> reading) {
    GeneralSecurityException last = null;
    for (String algorithm : ALGORITHMS) {
      try {
        return reading.by(KeyFactory.getInstance(algorithm));
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw new SignatureException(
        file + ": no key of Ed25519 or of an elliptic curve. openssl genpkey makes one.", last);
  }

  /** No message holds anything of the file. */
  private static byte[] der(Path file, String label) {
    try {
      String text = Files.readString(file);
      String begin = "-----BEGIN " + label + "-----";
      int start = text.indexOf(begin);
      int end = text.indexOf("-----END " + label + "-----");
      if (start < 0 || end < start) {
        throw new SignatureException("%s: no %s in PEM".formatted(file, label), null);
      }
      return Base64.getMimeDecoder().decode(text.substring(start + begin.length(), end));
    } catch (IOException | IllegalArgumentException e) {
      throw new SignatureException(file + ": not readable as a PEM file", null);
    }
  }
}
