package dev.redline.dsn;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes a URI apart as libpq does. Where an unescaped {@code @}, {@code /} or {@code ?} could have
 * come from a password, it refuses instead of guessing which part is which.
 */
final class UriForm {

  private static final String ESCAPE =
      "; within user, password and database write @ as %40, / as %2F, ? as %3F";

  private final UriQuery query;
  private final Map<String, String> keywords = new LinkedHashMap<>();

  private UriForm(UriQuery query) {
    this.query = query;
  }

  /**
   * The parts under libpq's keywords, empty ones left out.
   *
   * @param rest what follows {@code //}
   */
  static Map<String, String> parse(String rest, UriQuery query) {
    UriForm form = new UriForm(query);
    form.readAll(rest);
    return form.keywords;
  }

  private void readAll(String rest) {
    int at = upTo("/", rest, 0).indexOf('@');
    if (at >= 0) {
      readUser(rest.substring(0, at));
    }
    String hosts = upTo("/?", rest, at + 1);
    refuse(hosts.contains("@"), "there is more than one @ before the database" + ESCAPE);
    UriHosts.read(hosts, this::put);
    int end = at + 1 + hosts.length();
    String path = upTo("?", rest, end);
    refuse(path.contains("@"), "there is an @ after the first /" + ESCAPE);
    put("dbname", PercentEncoding.decode(path.isEmpty() ? path : path.substring(1)));
    int mark = end + path.length();
    query.read(rest.substring(Math.min(mark + 1, rest.length())), this::put);
  }

  private void readUser(String text) {
    refuse(text.contains("?"), "there is a ? before the @" + ESCAPE);
    String user = upTo(":", text, 0);
    put("user", PercentEncoding.decode(user));
    put(
        "password",
        PercentEncoding.decode(text.substring(Math.min(user.length() + 1, text.length()))));
  }

  private void put(String keyword, String value) {
    if (!value.isEmpty()) {
      keywords.put(keyword, value);
    }
  }

  /** What stands from {@code start} to the first of the characters in {@code ends}, or the end. */
  private static String upTo(String ends, String text, int start) {
    int end = start;
    while (end < text.length() && ends.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(start, end);
  }

  private static void refuse(boolean wrong, String problem) {
    if (wrong) {
      throw new DsnException(problem);
    }
  }
}
