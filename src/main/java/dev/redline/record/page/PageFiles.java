package dev.redline.record.page;

import dev.redline.files.AtomicFile;
import dev.redline.files.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The page on disk: {@code gate-record.json} is the record, the others show it. */
public final class PageFiles {

  private static final String NAME = "gate-record";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path folder;

  /**
   * @param folder created when the first file is written
   */
  public PageFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Replaces the three files; a reader sees an old or a new one.
   *
   * @return SHA-256 of each, by its name
   */
  public Map<String, String> write(GateRecordPage page) {
    Map<String, String> sha256ByName = new LinkedHashMap<>();
    Map.of(
            ".json", JSON.writeValueAsString(page) + "\n",
            ".html", HtmlPage.of(page),
            ".md", MarkdownPage.of(page))
        .forEach((extension, text) -> sha256ByName.put(NAME + extension, write(extension, text)));
    return sha256ByName;
  }

  private String write(String extension, String text) {
    Path file = folder.resolve(NAME + extension);
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    try {
      new AtomicFile(file).replace(content);
      return Sha256.of(content);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + file, e);
    }
  }
}
