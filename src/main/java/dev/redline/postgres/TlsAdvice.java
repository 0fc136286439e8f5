package dev.redline.postgres;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Tells which file is at fault where a connection fails over certificates. */
final class TlsAdvice {

  private static final List<String> FILES = List.of("sslrootcert", "sslcert", "sslkey");

  private TlsAdvice() {}

  /**
   * Whether waiting cannot mend the failure: a file is wrong, or the two do not trust each other.
   */
  static boolean concerns(Throwable failure) {
    return Stream.<@Nullable Throwable>iterate(
            failure, cause -> cause != null, cause -> cause == null ? null : cause.getCause())
        .anyMatch(
            cause ->
                cause instanceof SSLException
                    || cause instanceof GeneralSecurityException
                    || cause instanceof FileNotFoundException
                    || String.valueOf(cause == null ? "" : cause.getMessage())
                        .contains("could not be verified by hostnameverifier"));
  }

  /** What to do; empty if the failure is about something else. */
  static Optional<String> of(Endpoint endpoint, Throwable failure) {
    if (!concerns(failure)) {
      return Optional.empty();
    }
    Properties properties = endpoint.properties();
    return FILES.stream()
        .filter(properties::containsKey)
        .flatMap(name -> wrong(name, properties.getProperty(name)).stream())
        .findFirst()
        .or(() -> Optional.of(mistrust(endpoint)));
  }

  private static Optional<String> wrong(String name, String path) {
    Path file = Path.of(path);
    if (!Files.exists(file)) {
      return Optional.of(
          "%s names %s, which is not there: correct the path.".formatted(name, path));
    }
    if (!Files.isReadable(file)) {
      return Optional.of("%s names %s, which may not be read here.".formatted(name, path));
    }
    return name.equals("sslkey") || !certificates(file).isEmpty()
        ? Optional.empty()
        : Optional.of("%s names %s, which holds no certificate (PEM).".formatted(name, path));
  }

  private static String mistrust(Endpoint endpoint) {
    String mode = endpoint.properties().getProperty("sslmode", "prefer");
    String root = endpoint.properties().getProperty("sslrootcert", "~/.postgresql/root.crt");
    return ("sslmode=%s: the server's certificate is not one for %s that an authority in sslrootcert"
            + " has signed. %s holds %s. Name the file of the server's authority, and the host as its"
            + " certificate has it.")
        .formatted(mode, endpoint.host(), root, authorities(Path.of(root)));
  }

  private static String authorities(Path file) {
    List<String> names =
        certificates(file).stream()
            .filter(X509Certificate.class::isInstance)
            .map(each -> ((X509Certificate) each).getSubjectX500Principal().getName())
            .toList();
    return names.isEmpty() ? "none" : String.join("; ", names);
  }

  /** Empty if there are none, or the file cannot be read. */
  private static Collection<? extends Certificate> certificates(Path file) {
    try (InputStream content = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(content);
    } catch (IOException | CertificateException e) {
      return List.of();
    }
  }
}
