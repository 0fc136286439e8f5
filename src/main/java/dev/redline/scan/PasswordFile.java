package dev.redline.scan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's file of passwords, where none is announced by a word. */
final class PasswordFile {

  private static final Pattern NAME = Pattern.compile("(?:.*[./])?pgpass(?:\\.conf)?");
  private static final String FIELD = "(?:[^:\\\\]|\\\\.){1,100}";
  private static final Pattern LINE =
      Pattern.compile("(?!#)(?:" + FIELD + ":){4}((?:[^:\\\\]|\\\\.){1,200})");

  private final boolean isOne;

  PasswordFile(String name) {
    isOne = NAME.matcher(name).matches();
  }

  /** The password in a line; empty if it stands for one, or if this is no such file. */
  Optional<String> password(String line) {
    Matcher matcher = LINE.matcher(line);
    return isOne && matcher.matches() && !Placeholder.is(matcher.group(1))
        ? Optional.of(matcher.group(1))
        : Optional.empty();
  }

  /** Whether every line is wanted. */
  boolean wantsAll() {
    return isOne;
  }
}
