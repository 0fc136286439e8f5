package dev.redline.rag.cache;

import dev.redline.quoting.CauseText;
import java.io.IOException;
import java.nio.file.Path;

/** The folder of a cache cannot be made or listed. */
public final class CacheFolderException extends RuntimeException {

  CacheFolderException(Path folder, IOException cause) {
    super(
        "Cannot keep replies in %s (%s); make it a folder that may be written, or set"
                .formatted(folder, CauseText.of(cause))
            + " RAGCHECKER_CACHE_DIR to one",
        cause);
  }
}
