package dev.redline.fleet;

import dev.redline.plan.Fleet;
import dev.redline.plan.Fleet.ClientCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Whom the APIs of a fleet have to be, and who asks them. */
final class Trust {

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);

  /** Of a store that lives in this process alone. */
  private static final char[] NO_PASSWORD = {};

  private Trust() {}

  /**
   * Empty where Java's own trust counts and nobody is shown.
   *
   * @throws IllegalStateException if a file that is named cannot be used; the message holds nothing
   *     of a key
   */
  static Optional<SSLContext> of(Fleet fleet) {
    if (fleet.certificates().isEmpty() && fleet.client().isEmpty()) {
      return Optional.empty();
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          fleet.client().map(Trust::shown).orElse(null),
          fleet.certificates().map(Trust::in).orElse(null),
          null);
      return Optional.of(context);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS is not to be had: " + e.getMessage(), e);
    }
  }

  /**
   * Trust in those whose certificates are in a PEM file, and in nobody else.
   *
   * @throws IllegalStateException if it cannot be read or holds none
   */
  static TrustManager[] in(Path file) {
    try {
      KeyStore store = empty();
      for (Certificate each : certificates(file)) {
        store.setCertificateEntry(Integer.toString(store.size()), each);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      return trust.getTrustManagers();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(
          "cacert in gates/target.yaml, %s, cannot be used: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static KeyManager[] shown(ClientCertificate client) {
    try {
      KeyStore store = empty();
      store.setKeyEntry(
          "client",
          key(client),
          NO_PASSWORD,
          certificates(client.certificate()).toArray(Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, NO_PASSWORD);
      return keys.getKeyManagers();
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "client in gates/target.yaml, %s and %s, cannot be used: %s"
              .formatted(client.certificate(), client.key(), said(e)),
          e);
    }
  }

  /** What a decoder says may hold a piece of the key. */
  private static String said(Exception e) {
    return e instanceof IllegalArgumentException
        ? "the key is not Base64"
        : String.valueOf(e.getMessage());
  }

  /** Of whichever algorithm it is: the key itself says so, where only one of them reads it. */
  private static PrivateKey key(ClientCertificate client)
      throws IOException, GeneralSecurityException {
    Matcher block = KEY.matcher(Files.readString(client.key()));
    if (!block.find()) {
      throw new GeneralSecurityException(
          "the file of the key holds no PRIVATE KEY without a password: openssl pkcs8 -topk8 -nocrypt");
    }
    PKCS8EncodedKeySpec encoded =
        new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(block.group(1)));
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
      } catch (InvalidKeySpecException e) {
        // It is of another algorithm.
      }
    }
    throw new GeneralSecurityException("the key is none of RSA, EC and EdDSA");
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream text = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(text);
      if (found.isEmpty()) {
        throw new GeneralSecurityException("it holds no certificate");
      }
      return found;
    }
  }
}
