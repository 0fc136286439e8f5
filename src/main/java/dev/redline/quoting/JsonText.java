package dev.redline.quoting;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** JSON that people read, too. */
public final class JsonText {

  private JsonText() {}

  /**
   * The same values: a character that would hide or reorder others stands there by its number,
   * which is how JSON writes it as well.
   */
  public static String seen(String json) {
    return SeenText.of(json);
  }

  /** The same for what is written piece by piece. */
  public static Writer seen(Writer out) {
    return new FilterWriter(out) {
      @Override
      public void write(int character) throws IOException {
        write(String.valueOf((char) character), 0, 1);
      }

      @Override
      public void write(char[] characters, int from, int length) throws IOException {
        write(new String(characters, from, length), 0, length);
      }

      @Override
      public void write(String json, int from, int length) throws IOException {
        out.write(seen(json.substring(from, from + length)));
      }
    };
  }
}
