package dev.redline.plan.yaml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Reads a YAML 1.2 file of one document, strictly. */
public final class YamlFile {

  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_LEVELS = 30;
  private static final int LONGEST_LINE = 10_000;

  private static final YAMLFactory YAML =
      YAMLFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_LEVELS)
                  .maxDocumentLength(MOST_BYTES)
                  .build())
          .build();

  private YamlFile() {}

  /**
   * The whole content.
   *
   * @throws PlanException if the file is missing, no regular one, empty, too large, not YAML, more
   *     than one document, or has a duplicate key or an alias
   */
  public static Node read(Path file) {
    Location at = Location.of(file);
    return parse(at, text(at));
  }

  static Node parse(Location at, String text) {
    try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), text)) {
      return onlyDocument(parser, at);
    } catch (JacksonException e) {
      throw new PlanException(
          place(at, e),
          "not valid YAML: " + Excerpt.of(e.getOriginalMessage().replaceAll("\\s+", " ")) + ".",
          e);
    }
  }

  /** Where the scanner stopped; its caller only knows how far the last whole token went. */
  private static Location place(Location at, JacksonException e) {
    if (e.getCause() instanceof MarkedYamlEngineException marked) {
      Optional<Mark> mark = marked.getProblemMark().or(marked::getContextMark);
      return mark.map(m -> at.at(m.getLine() + 1, m.getColumn() + 1)).orElse(at);
    }
    TokenStreamLocation found = e.getLocation();
    return found == null ? at : at.at(found.getLineNr(), found.getColumnNr());
  }

  private static String text(Location at) {
    try {
      requireFile(at);
      if (Files.size(at.file()) > MOST_BYTES) {
        throw new PlanException(at, "the file is larger than 1 MB. Keep what is read, no more.");
      }
      String text = Files.readString(at.file());
      requireShortLines(at, text);
      return text;
    } catch (NoSuchFileException e) {
      throw new PlanException(at, "the file is missing. Restore it.", e);
    } catch (CharacterCodingException e) {
      throw new PlanException(at, "the file is not UTF-8. Save it as UTF-8.", e);
    } catch (IOException e) {
      throw new PlanException(at, "the file cannot be read: " + e, e);
    }
  }

  /** Reading a pipe or a device would never end. */
  private static void requireFile(Location at) {
    if (Files.exists(at.file()) && !Files.isRegularFile(at.file())) {
      throw new PlanException(at, "this is no regular file. Put one in its place.");
    }
  }

  private static void requireShortLines(Location at, String text) {
    int line = 1;
    int start = 0;
    for (int end = text.indexOf('\n'); start <= text.length(); end = text.indexOf('\n', start)) {
      int stop = end < 0 ? text.length() : end;
      if (stop - start > LONGEST_LINE) {
        throw new PlanException(
            at.at(line, 1), "the line is longer than " + LONGEST_LINE + " characters. Break it.");
      }
      start = stop + 1;
      line++;
    }
  }

  private static Node onlyDocument(JsonParser parser, Location at) {
    if (parser.nextToken() == null) {
      throw new PlanException(at, "the file is empty. Restore its content.");
    }
    YamlTree tree = new YamlTree(parser);
    Node root = tree.node(at);
    while (!parser.isClosed()) {
      if (parser.nextToken() != null) {
        throw new PlanException(
            tree.here(at), "a second document starts here. Keep one of them and drop the ---.");
      }
    }
    return root;
  }
}
