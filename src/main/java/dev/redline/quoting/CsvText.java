package dev.redline.quoting;

import java.util.List;
import java.util.stream.Collectors;

/** Texts as comma-separated values take them (RFC 4180). */
public final class CsvText {

  private CsvText() {}

  /** One line, its end included; every cell is in quotes and shows what cannot be seen. */
  public static String line(List<String> cells) {
    return cells.stream().map(CsvText::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String text) {
    return "\"" + SeenText.line(text).replace("\"", "\"\"") + "\"";
  }
}
