package dev.redline.scan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells a private key from a mention of one: key material follows in the same line or the next. */
final class PrivateKeyText {

  private static final Pattern HEADER =
      Pattern.compile("-----BEGIN (?:[A-Z0-9]{1,10} ){0,2}PRIVATE KEY(?: BLOCK)?-----");
  private static final Pattern MATERIAL =
      Pattern.compile("(?:\\\\[nr]|[\\s\"'+,])*(?:[A-Za-z0-9+/]{16}|Proc-Type:|Version:)");

  private boolean headerBefore;

  /**
   * Takes the next line that was shown.
   *
   * @return whether it makes a private key
   */
  boolean seesKey(String line) {
    boolean key = headerBefore && MATERIAL.matcher(line).lookingAt();
    headerBefore = false;
    Matcher header = HEADER.matcher(line);
    if (header.find()) {
      String rest = line.substring(header.end());
      key |= MATERIAL.matcher(rest).lookingAt();
      headerBefore = rest.length() < 8;
    }
    return key;
  }

  /** Whether the next line decides. */
  boolean wantsNext() {
    return headerBefore;
  }
}
