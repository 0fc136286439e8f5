package dev.redline.rag.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the files here must be: one value, no key twice, nothing behind it. */
public final class StrictJson {

  private static final int LONGEST_TEXT = 10_000_000;
  private static final int LONGEST_NUMBER = 1000;
  private static final int DEEPEST = 500;

  public static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(LONGEST_TEXT)
                          .maxNumberLength(LONGEST_NUMBER)
                          .maxNestingDepth(DEEPEST)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Tells how to change the parser's mind, which is no way out here. */
  private static final Pattern OF_THE_PARSER =
      Pattern.compile(
          ": enable `.*|: maybe a \\(non-standard\\) comment.*| \\(start marker at .*",
          Pattern.DOTALL);

  /** Such as the first of a compressed file. */
  private static final Pattern CONTROL_CHARACTER =
      Pattern.compile(
          "Illegal (?:unquoted )?character \\(+CTRL-CHAR, code (\\d+)\\).*", Pattern.DOTALL);

  private StrictJson() {}

  /** Opens a file that must exist, and be one that can be read more than once. */
  public static InputStream open(Path file) {
    if (Files.isDirectory(file)) {
      throw new RagFileException(file, "", "is a directory; name a file in it");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new RagFileException(
          file, "", "is a pipe or a device; write what it gives into a file and name that");
    }
    if (!Files.exists(file)) {
      throw new RagFileException(file, "", "there is no such file; check the path");
    }
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  public static RagFileException unreadable(Path file, IOException e) {
    String problem = "cannot be read: " + e.getMessage();
    if (e instanceof CharacterCodingException) {
      problem = "is not UTF-8; save it in that encoding";
    } else if (e instanceof AccessDeniedException) {
      problem = "may not be read by whoever runs this; change its permissions";
    } else if (e instanceof NoSuchFileException) {
      problem = "is no longer there; run again once nobody moves it";
    }
    return new RagFileException(file, "", problem, e);
  }

  /** The parser's complaint with the line of {@code file}. */
  public static RagFileException notJson(Path file, long linesBefore, JacksonException e) {
    TokenStreamLocation location = e.getLocation();
    long line = linesBefore + Math.max(1, location == null ? 1 : location.getLineNr());
    int column = location == null ? 1 : Math.max(1, location.getColumnNr());
    return new RagFileException(file, "line " + line + ", column " + column, words(e), e);
  }

  /** What the parser complains of, without its place and the names of its own. */
  public static String complaint(JacksonException e) {
    return OF_THE_PARSER.matcher(String.valueOf(e.getOriginalMessage())).replaceFirst("");
  }

  private static String words(JacksonException e) {
    String message = String.valueOf(e.getOriginalMessage());
    if (e instanceof StreamConstraintsException) {
      return message.startsWith("Number")
          ? "holds a number of more than %d digits".formatted(LONGEST_NUMBER)
          : message.startsWith("Document nesting")
              ? "is nested more than %d deep".formatted(DEEPEST)
              : String.format(
                  Locale.ROOT, "holds a text of more than %,d characters", LONGEST_TEXT);
    }
    Matcher control = CONTROL_CHARACTER.matcher(message);
    return control.matches()
        ? "is not strict JSON: holds the control character %s; write it as an escape, or unpack the file if it is compressed"
            .formatted(control.group(1))
        : "is not strict JSON: " + complaint(e);
  }
}
