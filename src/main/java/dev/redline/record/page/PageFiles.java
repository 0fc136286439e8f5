package dev.redline.record.page;

import dev.redline.files.AtomicFile;
import dev.redline.files.Sha256;
import dev.redline.quoting.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The page on disk: {@code gate-record.json} is the record, the others show it. */
public final class PageFiles {

  private static final String NAME = "gate-record";
  private static final String AUDIT = "audit-record";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path folder;
  private final Path evidence;

  /**
   * @param folder created when the first file is written
   * @param evidence the folder of the files that a page names
   */
  public PageFiles(Path folder, Path evidence) {
    this.folder = folder.toAbsolutePath();
    this.evidence = evidence.toAbsolutePath();
  }

  /**
   * Replaces the three files; a reader sees an old or a new one. A look at the record takes not the
   * record's place: a run of {@code audit} alone has files of its own.
   *
   * @return SHA-256 of each, by its name
   */
  public Map<String, String> write(GateRecordPage page) {
    Map<String, String> sha256ByName = new LinkedHashMap<>();
    String name = nameOf(page);
    Map.of(
            ".json", JsonText.seen(JSON.writeValueAsString(page)) + "\n",
            ".html", HtmlPage.of(page, folder.relativize(evidence).toString().replace('\\', '/')),
            ".md", MarkdownPage.of(page))
        .forEach(
            (extension, text) -> sha256ByName.put(name + extension, write(name + extension, text)));
    return sha256ByName;
  }

  /** Of the three files, without what tells them apart. */
  static String nameOf(GateRecordPage page) {
    return ofAudit(page) ? AUDIT : NAME;
  }

  /** Whether the run looked at a record and made none. */
  public static boolean ofAudit(GateRecordPage page) {
    return page.gates().stream().allMatch(gate -> gate.phase().equals("audit"));
  }

  /**
   * SHA-256 of the record's files as they are, by their names; those that are not there left out.
   */
  public static Map<String, String> hashes(Path folder) {
    Map<String, String> sha256ByName = new LinkedHashMap<>();
    for (String extension : List.of(".json", ".html", ".md")) {
      Path file = folder.resolve(NAME + extension);
      try {
        if (Files.exists(file)) {
          sha256ByName.put(NAME + extension, Sha256.of(Files.readAllBytes(file)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Could not read " + file, e);
      }
    }
    return sha256ByName;
  }

  private String write(String name, String text) {
    Path file = folder.resolve(name);
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    try {
      new AtomicFile(file).replace(content);
      return Sha256.of(content);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + file, e);
    }
  }
}
