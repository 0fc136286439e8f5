package dev.redline.plan.yaml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Reads a YAML 1.2 file of one document, strictly. */
public final class YamlFile {

  private YamlFile() {}

  /**
   * The whole content.
   *
   * @throws PlanException if the file is missing, empty, not YAML, more than one document, or has a
   *     duplicate key or an alias
   */
  public static Node read(Path file) {
    Location at = Location.of(file);
    try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), text(at))) {
      return onlyDocument(parser, at);
    } catch (StreamReadException e) {
      TokenStreamLocation found = e.getLocation();
      throw new PlanException(
          at.at(found.getLineNr(), found.getColumnNr()),
          "not valid YAML: " + e.getOriginalMessage().replaceAll("\\s+", " ") + ".",
          e);
    }
  }

  private static String text(Location at) {
    try {
      return Files.readString(at.file());
    } catch (NoSuchFileException e) {
      throw new PlanException(at, "the file is missing. Restore it.", e);
    } catch (CharacterCodingException e) {
      throw new PlanException(at, "the file is not UTF-8. Save it as UTF-8.", e);
    } catch (IOException e) {
      throw new PlanException(at, "the file cannot be read: " + e, e);
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
