package dev.redline.scan;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name that ends at a word for a password.
 *
 * @param start of the name, not of the word
 */
record PasswordName(String line, int start, int end) {

  private static final String WORD = "pass";

  /** What makes of it another word, or another kind of pass. */
  private static final Pattern OTHER_PASS =
      Pattern.compile(
          ".*(?:by|com|mini|tres|sur|under|over|multi|single|first|second|last|one|two|low|high|band"
              + "|render|shader|forward|backward|num|max|min|all|any|not|next)[_.-]?");

  private static final Pattern OF_SOMEBODY =
      Pattern.compile("(?i).*\\b(?:user\\w{0,12}|login|auth|host)\\b.*");
  private static final Pattern MIXED = Pattern.compile("(?=.*[A-Za-z])(?=.*[^A-Za-z_-]).{6,200}");

  /** A count, or a version. */
  private static final Pattern NUMBER =
      Pattern.compile("[0-9]{1,3}|[~^<>=v]{0,2}[0-9]{1,5}(?:[.][0-9x*]{1,5}){1,3}");

  static PasswordName endingAt(String line, int end) {
    int start = end;
    while (start > 0 && Character.isJavaIdentifierPart(line.charAt(start - 1))) {
      start--;
    }
    return new PasswordName(line, start, end);
  }

  /** The short word was found with the letter after it. */
  static PasswordName ofShort(String line, int end) {
    int last = end;
    while (last > 0 && "sS".indexOf(line.charAt(last - 1)) < 0) {
      last--;
    }
    return endingAt(line, last);
  }

  /** Whether it is a name after <code>${</code>: a shell's default is no assignment. */
  boolean isExpansion() {
    return line.startsWith("${", start - 2);
  }

  /** Whether it is the end of a path: the file of a system's users, or a folder. */
  boolean isPath() {
    return line.startsWith("/", start - 1);
  }

  /** Whether it is an argument with a name: what follows is an expression. */
  boolean isArgument() {
    int before = start - 1;
    while (before >= 0 && line.charAt(before) == ' ') {
      before--;
    }
    return before >= 0 && "(,".indexOf(line.charAt(before)) >= 0;
  }

  /** Whether the short word means a password here, and this could be the value of it. */
  boolean couldBeShort(String value, Language language) {
    String prefix = line.substring(start, Math.max(start, end - WORD.length()));
    return value.indexOf(' ') < 0
        && !value.contains("://")
        && !NUMBER.matcher(value).matches()
        && !Placeholder.is(value)
        && (prefix.isEmpty()
            ? couldBeOfNobody(value, language)
            : !OTHER_PASS.matcher(prefix.toLowerCase(Locale.ROOT)).matches());
  }

  /** The word alone is more often a verb. */
  private boolean couldBeOfNobody(String value, Language language) {
    return !CommentText.covers(line, start, language)
        && (MIXED.matcher(value).matches() || OF_SOMEBODY.matcher(line).matches());
  }

  /** Whether it could be a password: the working directory has the same short name. */
  boolean couldBe(String value) {
    boolean directory = line.regionMatches(true, end - 3, "pwd", 0, 3) && value.matches("[/.~].*");
    return !directory && !Placeholder.is(value);
  }
}
