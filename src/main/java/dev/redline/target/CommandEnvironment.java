package dev.redline.target;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What programs learn from this process's environment: what they need to run at all. A server that
 * one of them starts would keep anything else, and show it to whoever may read files there.
 */
public final class CommandEnvironment {

  private static final Set<String> NEEDED =
      Set.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR");

  private static final String LOCALE = "LC_";

  /** What a package manager needs to reach its archives. */
  public static final Set<String> PROXIES =
      Set.of(
          "http_proxy",
          "https_proxy",
          "no_proxy",
          "all_proxy",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "NO_PROXY",
          "ALL_PROXY",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR",
          "DEBIAN_FRONTEND");

  private CommandEnvironment() {}

  /** Search path, home and locale. */
  static Map<String, String> smallest(Map<String, String> ours) {
    Map<String, String> kept = new TreeMap<>();
    ours.forEach(
        (name, value) -> {
          if (NEEDED.contains(name) || name.startsWith(LOCALE)) {
            kept.put(name, value);
          }
        });
    return kept;
  }

  /** The variables of these names, where they are set. */
  public static Map<String, String> named(Map<String, String> ours, Collection<String> names) {
    Map<String, String> kept = new TreeMap<>(ours);
    kept.keySet().retainAll(names);
    return kept;
  }
}
