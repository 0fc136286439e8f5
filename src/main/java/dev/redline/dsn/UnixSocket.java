package dev.redline.dsn;

import java.util.Map;

/** How pgjdbc is led to a Unix socket: by a socket factory that takes no notice of the address. */
final class UnixSocket {

  private UnixSocket() {}

  /** As libpq does, nothing is encrypted on the way: it does not leave the machine. */
  static Map<String, String> properties(HostPort directory) {
    return Map.of(
        "socketFactory", "org.newsclub.net.unix.AFUNIXSocketFactory$FactoryArg",
        "socketFactoryArg", "%s/.s.PGSQL.%d".formatted(directory.host(), directory.port()),
        "sslmode", "disable",
        "gssEncMode", "disable");
  }
}
