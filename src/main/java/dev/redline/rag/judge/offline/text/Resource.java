package dev.redline.rag.judge.offline.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A word list that is part of the judge.
 *
 * @param content the whole text, as it goes into the judge's version
 */
record Resource(String name, String content) {

  private static final Pattern SPACE = Pattern.compile("\\s+");

  static Resource load(String name) {
    try (InputStream in = Resource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The build lacks the word list " + name);
      }
      return new Resource(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the word list " + name, e);
    }
  }

  /** The words of each line. */
  List<List<String>> rows() {
    return lines().stream().map(line -> List.of(SPACE.split(line))).toList();
  }

  List<String> words() {
    return rows().stream().flatMap(List::stream).toList();
  }

  /** Lines of two halves around {@code separator}, each half stripped. */
  List<List<String>> pairs(char separator) {
    return lines().stream().map(line -> pair(line, line.indexOf(separator))).toList();
  }

  private static List<String> pair(String line, int at) {
    return List.of(line.substring(0, at).strip(), line.substring(at + 1).strip());
  }

  private List<String> lines() {
    return content
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }
}
