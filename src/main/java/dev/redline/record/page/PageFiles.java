package dev.redline.record.page;

import dev.redline.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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
   * @return JSON, HTML, Markdown
   */
  public List<Path> write(GateRecordPage page) {
    return List.of(
        write(".json", JSON.writeValueAsString(page) + "\n"),
        write(".html", HtmlPage.of(page)),
        write(".md", MarkdownPage.of(page)));
  }

  private Path write(String extension, String text) {
    Path file = folder.resolve(NAME + extension);
    try {
      new AtomicFile(file).replace(text.getBytes(StandardCharsets.UTF_8));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + file, e);
    }
  }
}
