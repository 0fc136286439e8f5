package dev.redline.quoting;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a server says of an error, as far as the words are PostgreSQL's own. What a function or a
 * trigger of somebody's raises, detail and hint, and what stands in quotes where that is a value
 * are in the server's log, and not shown.
 */
public final class ServerWords {

  /** Classes of errors whose texts name objects, limits and states, and no values. */
  private static final Set<String> OF_NAMES =
      Set.of(
          "08", "0A", "23", "25", "28", "2B", "3D", "3F", "40", "42", "53", "54", "55", "57", "58");

  /** Classes whose texts hold values, if any, in quotes. */
  private static final Set<String> OF_VALUES = Set.of("00", "01", "22", "XX");

  private static final String SYNTAX_ERROR = "42601";

  /** Where languages and links hand on words of others. */
  private static final Set<String> OF_OTHERS =
      Set.of(
          "connection.c",
          "dblink.c",
          "plperl.c",
          "plpy_elog.c",
          "plpy_plpymodule.c",
          "pltcl.c",
          "plv8.cc");

  private static final Set<String> RAISED = Set.of("exec_stmt_raise", "exec_stmt_assert");

  /** Whatever the language of the server's messages is. */
  private static final Pattern FROM_THE_FIRST_QUOTE =
      Pattern.compile("[\"'`\u00ab\u00bb\u2018-\u201f\u300c\u300e].*", Pattern.DOTALL);

  /**
   * What poolers say in words of their own: they name no file of their source, as PostgreSQL does.
   * What follows, such as the name that was asked for, is not shown.
   */
  private static final Pattern OF_POOLERS =
      Pattern.compile(
          "(?i)no such (database|user)|(sasl|password|peer|auth\\w*) (authentication )?failed"
              + "|(query|client_login|idle|client idle)[ _](wait )?(wait_)?timeout"
              + "|no more connections allowed( \\(max_client_conn\\))?|too many (clients|connections)"
              + "|(pooler|pgbouncer) is shut(ting)? down|server login (has been )?failed"
              + "|(database|server) (is )?(disabled|paused)|unsupported startup parameter"
              + "|server (conn crashed|closed the connection unexpectedly)"
              + "|(the )?database system is [a-z ]+|(ssl|tls) required|login rejected");

  private ServerWords() {}

  /** For a person; not empty. */
  public static String of(SQLException failure) {
    if (failure instanceof BatchUpdateException && failure.getCause() instanceof SQLException met) {
      return of(met);
    }
    ServerErrorMessage said = said(failure);
    String state = String.valueOf(failure.getSQLState());
    if (said == null) {
      return state.startsWith("22") && failure instanceof PSQLException
          ? hidden(state, "a value that the driver cannot read", failure.getMessage())
          : String.valueOf(failure.getMessage());
    }
    String text = String.valueOf(said.getMessage());
    if (said.getFile() == null) {
      Matcher pooler = OF_POOLERS.matcher(text);
      return pooler.lookingAt()
          ? "%s: %s".formatted(said.getSeverity(), pooler.group())
          : hidden(state, said.getSeverity() + " of what is between us and the server", text);
    }
    String kind = state.length() < 2 ? "" : state.substring(0, 2);
    boolean own =
        !RAISED.contains(String.valueOf(said.getRoutine()))
            && !OF_OTHERS.contains(String.valueOf(said.getFile()));
    if (own && OF_NAMES.contains(kind) && !state.equals(SYNTAX_ERROR)) {
      return said.getSeverity() + ": " + text;
    }
    if (own && (OF_VALUES.contains(kind) || state.equals(SYNTAX_ERROR))) {
      return said.getSeverity()
          + ": "
          + FROM_THE_FIRST_QUOTE.matcher(text).replaceFirst("(not shown)");
    }
    return hidden(state, said.getSeverity() + " that is not PostgreSQL's own", text);
  }

  private static String hidden(String state, String what, @Nullable String text) {
    return "%s (SQLSTATE %s): its text of %d characters is not shown, the server's log has it"
        .formatted(what, state, text == null ? 0 : text.length());
  }

  private static @Nullable ServerErrorMessage said(SQLException failure) {
    if (failure instanceof PSQLException error) {
      return error.getServerErrorMessage();
    }
    return failure instanceof PSQLWarning warning ? warning.getServerErrorMessage() : null;
  }
}
