package dev.redline.dsn;

import java.util.function.BiConsumer;

/** The part of a URI after the question mark. Its writers differ in what a plus sign means. */
enum UriQuery {
  /** libpq. */
  PLUS_IS_PLUS,
  /** pgjdbc and SQLAlchemy. */
  PLUS_IS_SPACE;

  void read(String text, BiConsumer<String, String> keywords) {
    for (String parameter : text.split("&", -1)) {
      String[] sides = parameter.split("=", -1);
      if (sides.length == 2) {
        keywords.accept(decode(sides[0]), decode(sides[1]));
      } else if (!parameter.isEmpty()) {
        throw new DsnException(
            "a parameter is not of the form name=value; within values write = as %3D, & as %26");
      }
    }
  }

  private String decode(String text) {
    return PercentEncoding.decode(this == PLUS_IS_SPACE ? text.replace("+", "%20") : text);
  }
}
