package dev.redline.rag.judge.prompt;

import dev.redline.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A prompt as a file of the build: the system text, a line {@code ---}, the user text. In the user
 * text {@code {{name}}} stands for content, which is enclosed, and {@code {{mark}}} for the mark
 * that encloses it.
 *
 * @param sha256 of the whole file: the version of the prompt
 */
public record PromptTemplate(String name, String system, String user, String sha256) {

  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
  private static final String SEPARATOR = "\n---\n";

  public static PromptTemplate load(String name) {
    try (InputStream in = PromptTemplate.class.getResourceAsStream(name + ".txt")) {
      if (in == null) {
        throw new IllegalStateException("The build lacks the prompt " + name);
      }
      byte[] bytes = in.readAllBytes();
      String[] halves = new String(bytes, StandardCharsets.UTF_8).split(SEPARATOR, 2);
      return new PromptTemplate(name, halves[0].strip(), halves[1].strip(), Sha256.of(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the prompt " + name, e);
    }
  }

  /**
   * The prompt with its content, which is looked at once: what looks like a place in it stays.
   *
   * @param content texts by the name of their place
   */
  public FilledPrompt fill(Map<String, List<String>> content) {
    Enclosure enclosure = Enclosure.around(content.values());
    String filled =
        PLACE
            .matcher(user)
            .replaceAll(place -> Matcher.quoteReplacement(text(place, content, enclosure)));
    return new FilledPrompt(sha256, system, filled);
  }

  private String text(MatchResult place, Map<String, List<String>> content, Enclosure enclosure) {
    String key = place.group(1);
    if (key.equals("mark")) {
      return enclosure.mark();
    }
    List<String> texts = content.get(key);
    if (texts == null) {
      throw new IllegalArgumentException("The prompt " + name + " needs a text for " + key);
    }
    return texts.stream()
        .map(text -> enclosure.enclose(key, text))
        .collect(Collectors.joining("\n\n"));
  }
}
