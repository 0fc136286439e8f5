package dev.redline.dsn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The hosts of a URI: {@code a:1,b,[::1]:3}. */
final class UriHosts {

  private UriHosts() {}

  /** Passes on libpq's two keywords, as in {@code host=a,b,::1} and {@code port=1,,3}. */
  static void read(String text, BiConsumer<String, String> keywords) {
    List<String> hosts = new ArrayList<>();
    List<String> ports = new ArrayList<>();
    for (String entry : text.split(",", -1)) {
      int colon = entry.indexOf(':', entry.lastIndexOf(']') + 1);
      hosts.add(host(colon < 0 ? entry : entry.substring(0, colon)));
      ports.add(colon < 0 ? "" : entry.substring(colon + 1));
    }
    keywords.accept("host", String.join(",", hosts));
    keywords.accept("port", String.join(",", ports));
  }

  private static String host(String text) {
    if (text.startsWith("[") != text.endsWith("]")) {
      throw new DsnException("the brackets of an IPv6 host do not match");
    }
    String bare = text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
    return PercentEncoding.decode(bare);
  }
}
