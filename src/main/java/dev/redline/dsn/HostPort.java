package dev.redline.dsn;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a server listens.
 *
 * @param host a name or address in lower case, IPv6 without brackets; or the directory of a Unix
 *     socket, then starting with a slash
 * @param port 1 to 65535; for a socket, the number in its file name
 */
public record HostPort(String host, int port) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%\\w+)?");
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

  /**
   * Reads both parts as libpq does: nothing for the port is 5432. Nothing for the host is
   * localhost, where libpq would try a socket directory first that differs between builds.
   */
  static HostPort of(String host, String port) {
    int number = PORT.matcher(port).matches() ? Integer.parseInt(port) : 0;
    number = port.isEmpty() ? 5432 : number;
    if (number < 1 || number > 65535) {
      throw new DsnException("a port is not a whole number from 1 to 65535");
    }
    return new HostPort(host.isEmpty() ? "localhost" : checked(host), number);
  }

  private static String checked(String host) {
    if (host.startsWith("/")) {
      return host;
    }
    if (!NAME.matcher(host).matches() && !IPV6.matcher(host).matches()) {
      throw new DsnException("a host is neither a name nor an address nor a socket directory");
    }
    return host.toLowerCase(Locale.ROOT);
  }

  /** Whether this is the directory of a Unix socket. */
  public boolean isSocket() {
    return host.startsWith("/");
  }

  /** As in a URL: {@code db.example:5432}, {@code [::1]:5432}. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
