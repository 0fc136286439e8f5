package dev.redline.phase.propose;

import dev.redline.quoting.SeenText;
import dev.redline.quoting.SqlText;

/**
 * Something that an account may be allowed to do.
 *
 * @param needed for what, in a few words
 * @param held whether the account may already
 * @param grant the statement that allows it
 */
record Right(String needed, boolean held, String grant) {

  static Right of(String needed, boolean held, String grant, String account) {
    return new Right(needed, held, grant.formatted(SqlText.pastedName(account)));
  }

  /** One line of the script. */
  String line() {
    return "%s; -- %s%s".formatted(grant, SeenText.line(needed), held ? ", held already" : "");
  }
}
