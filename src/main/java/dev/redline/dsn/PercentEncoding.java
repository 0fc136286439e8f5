package dev.redline.dsn;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of UTF-8, in which a plus sign is a plus sign. */
public final class PercentEncoding {

  private PercentEncoding() {}

  static String decode(String text) {
    try {
      String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
      if (decoded.indexOf('\0') < 0) {
        return decoded;
      }
    } catch (IllegalArgumentException e) {
      // Its message quotes the text, so it is not passed on.
    }
    throw new DsnException(
        "a % is not followed by two hexadecimal digits of a character; write % itself as %25");
  }

  /** A text as it stands in any part of a URI. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
