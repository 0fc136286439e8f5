package dev.redline.record;

import dev.redline.files.AtomicFile;
import dev.redline.quoting.JsonText;
import dev.redline.record.picture.SvgPicture;
import dev.redline.verdict.Picture;
import dev.redline.verdict.WritesItself;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The files under metrics/. */
public final class EvidenceStore {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path folder;
  private final Set<Path> written = new LinkedHashSet<>();

  /**
   * @param folder created when the first file is written
   */
  public EvidenceStore(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes {@code content} as JSON, as a picture if it is a plot, or as it is if it is text, but
   * for secrets of the server's settings: a reader sees the old file or the new one.
   *
   * @param file relative to the folder
   * @return where it stands
   */
  public Path write(String file, Object content) {
    Path target = folder.resolve(file);
    written.add(target);
    if (content instanceof WritesItself itself) {
      itself.writeTo(target);
      return target;
    }
    try {
      new AtomicFile(target).replaceForOwnerOnly(bytes(content));
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write evidence to " + target, e);
    }
  }

  private byte[] bytes(Object content) {
    if (content instanceof Picture picture) {
      return SvgPicture.of(picture).getBytes(StandardCharsets.UTF_8);
    }
    String text = content instanceof String string ? Masking.text(string) : json(content);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether there is such a file, relative to the folder. */
  boolean holds(String file) {
    return folder.resolve(file).toFile().exists();
  }

  /** What an earlier run has left there; empty if there is no such file. */
  Optional<String> read(String file) {
    try {
      return holds(file) ? Optional.of(Files.readString(folder.resolve(file))) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + folder.resolve(file), e);
    }
  }

  /** The files written so far, each once, in order of the first time. */
  public List<Path> written() {
    return written.stream().filter(Files::exists).toList();
  }

  /** The content as the files show it. */
  String json(Object content) {
    JsonNode shown = Masking.json(JSON.valueToTree(content));
    return JsonText.seen(JSON.writeValueAsString(shown));
  }
}
