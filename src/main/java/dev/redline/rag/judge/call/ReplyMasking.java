package dev.redline.rag.judge.call;

import java.util.regex.Pattern;

/** Hides what may be a key, a signature or a token in a text that came from the service. */
public final class ReplyMasking {

  private static final Pattern SECRET =
      Pattern.compile(
          "\\b(?:AKIA|ASIA)[A-Z0-9]{12,}\\b" // the id of an access key
              + "|(?i:credential|signature|signedheaders|security-token|authorization|bearer)"
              + "\\s*[=: ]\\s*\\S+"
              + "|[A-Za-z0-9+/=_]{40,}"); // a secret key, a token, a digest

  private ReplyMasking() {}

  public static String of(String text) {
    return SECRET.matcher(text).replaceAll("***");
  }
}
