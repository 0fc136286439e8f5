package dev.redline.scan;

import java.util.List;
import java.util.regex.Pattern;

/** Tells what stands for a credential from what is one. */
final class Placeholder {

  /** Something that is put in later, nothing at all, or a pattern's own text. */
  private static final Pattern NO_VALUE =
      Pattern.compile(
          "\\$[\\w{(].*|<.*|\\{.*|%[sdv]|%\\(.*|%[A-Z_]+%|!\\w.*|\\*\\w+|\\[.*][+*?]?|[|>][-+]?|\\\\.*"
              + "|[xX*._-]+"
              + "|(?i:null|none|nil|undefined|true|false|redacted|masked|your[-_ ].*)");

  /** Letters and digits together, long enough not to be guessed. */
  private static final Pattern TOKEN =
      Pattern.compile("(?=[^0-9]*[0-9])(?=[^A-Za-z]*[A-Za-z])[A-Za-z0-9+/=_.-]{16,200}");

  /** Where a value is put in. */
  private static final List<String> OPENINGS =
      List.of("${", "{{", "$(", "%s", "{}", "...", "…", " + ");

  private Placeholder() {}

  static boolean is(String value) {
    return OPENINGS.stream().anyMatch(value::contains) || NO_VALUE.matcher(value).matches();
  }

  /** Whether the value of something called a token or key could be one. */
  static boolean couldBeToken(String value) {
    return TOKEN.matcher(value).matches() && !is(value);
  }
}
