package dev.redline.quoting;

import java.util.List;

/** What somebody may call a role, a table or a database, to fool a program or a reader. */
public final class HostileNames {

  /** Each is a valid name of PostgreSQL's. */
  public static final List<String> ALL =
      List.of(
          "x\"; CREATE TABLE pwned (); --",
          "x'; CREATE TABLE pwned (); --",
          "x\\'; CREATE TABLE pwned (); --",
          "two\nlines; CREATE TABLE pwned ();\n\\! touch pwned",
          "a\u202Edne\u2066\u200B\u2028b",
          "<script>alert(1)</script>",
          "$(touch pwned)`touch pwned`",
          "%s %1$s %n",
          "select");

  private HostileNames() {}
}
