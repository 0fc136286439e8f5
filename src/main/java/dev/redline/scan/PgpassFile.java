package dev.redline.scan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's file of passwords, where none is announced by a word. */
final class PgpassFile {

  private static final String FIELD = "(?:[^:\\\\]|\\\\.){1,100}";
  private static final Pattern LINE =
      Pattern.compile("(?!#)(?:" + FIELD + ":){4}((?:[^:\\\\]|\\\\.){1,200})");

  private final boolean isOne;

  PgpassFile(String name) {
    isOne = name.endsWith("pgpass") || name.endsWith("pgpass.conf");
  }

  /** The password in a line; empty if it stands for one, or if this is no such file. */
  Optional<String> password(String line) {
    return isOne
        ? Optional.of(LINE.matcher(line))
            .filter(Matcher::matches)
            .map(matcher -> matcher.group(1))
            .filter(password -> !Placeholder.is(password))
        : Optional.empty();
  }

  /** Whether every line is wanted. */
  boolean wantsAll() {
    return isOne;
  }
}
