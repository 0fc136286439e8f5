package dev.redline.change.mark;

import dev.redline.postgres.ServerControlException;
import dev.redline.postgres.ServerFiles;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The marks in a file of the server's data directory, which no configuration management rewrites;
 * for the cluster's account alone, since what is kept holds secrets of the server's settings.
 *
 * @param path on the server's host
 */
record MarkFile(ServerFiles files, String path) {

  static final String NAME = "redline_marks.json";

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * What the file holds.
   *
   * @param original of the one change that is not committed; null if all are
   */
  record Content(List<ServerMark> marks, @Nullable SharedOriginal original) {

    static final Content NONE = new Content(List.of(), null);

    Content {
      marks = List.copyOf(marks);
    }
  }

  Content read() {
    if (!files.exists(path)) {
      return Content.NONE;
    }
    try {
      return JSON.readValue(files.read(path), Content.class);
    } catch (JacksonException e) {
      throw new ServerControlException(
          ("%s cannot be read: %s. It says which changes of the server are not committed. Compare the"
                  + " server with the journals of its clones, then move the file away.")
              .formatted(path, e.getOriginalMessage()));
    }
  }

  /** Replaces the file; one that would say nothing is removed. */
  void write(Content content) {
    if (content.marks().isEmpty()) {
      files.delete(path);
    } else {
      files.write(path, JSON.writeValueAsBytes(content));
    }
  }
}
