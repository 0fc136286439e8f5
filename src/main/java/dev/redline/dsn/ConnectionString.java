package dev.redline.dsn;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the forms of a connection string apart. */
final class ConnectionString {

  private static final String JDBC = "jdbc:postgresql:";
  private static final Pattern URI =
      Pattern.compile("postgres(?:ql)?(\\+[a-z0-9_]{1,20})?://", Pattern.CASE_INSENSITIVE);
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,30})://");
  private static final Set<String> SSL_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  private ConnectionString() {}

  static Dsn parse(String text) {
    String stripped = text.strip();
    Matcher uri = URI.matcher(stripped);
    if (uri.lookingAt()) {
      UriQuery query = uri.group(1) == null ? UriQuery.PLUS_IS_PLUS : UriQuery.PLUS_IS_SPACE;
      String rest = stripped.substring(uri.end());
      return read(uri.group(), () -> translateSsl(UriForm.parse(rest, query)));
    }
    if (stripped.startsWith(JDBC)) {
      String rest = jdbcAuthority(stripped.substring(JDBC.length()));
      return read(JDBC, () -> UriForm.parse(rest, UriQuery.PLUS_IS_SPACE));
    }
    refuseOtherScheme(stripped);
    return read("key=value", () -> KeyValueForm.parse(stripped));
  }

  /** pgjdbc takes {@code //host/database}, {@code /} and a database alone. */
  private static String jdbcAuthority(String rest) {
    if (rest.startsWith("/")) {
      return rest.startsWith("//") ? rest.substring(2) : rest;
    }
    return "/" + rest;
  }

  private static void refuseOtherScheme(String text) {
    Matcher scheme = SCHEME.matcher(text);
    if (scheme.lookingAt()) {
      throw new DsnException(
          "The connection string starts with "
              + scheme.group()
              + ", which is not PostgreSQL. Use postgresql://, jdbc:postgresql:// or key=value.");
    }
  }

  /** libpq's and asyncpg's {@code ssl}, which pgjdbc would take for more than was asked. */
  private static Map<String, String> translateSsl(Map<String, String> keywords) {
    Map<String, String> translated = new HashMap<>(keywords);
    String ssl = translated.getOrDefault("ssl", "");
    if (ssl.equals("true") || SSL_MODES.contains(ssl)) {
      translated.remove("ssl");
      translated.putIfAbsent("sslmode", ssl.equals("true") ? "require" : ssl);
    }
    return translated;
  }

  private static Dsn read(String form, Supplier<Map<String, String>> keywords) {
    try {
      return Keywords.toDsn(keywords.get());
    } catch (DsnException e) {
      throw new DsnException("The " + form + " connection string: " + e.getMessage() + ".");
    }
  }
}
