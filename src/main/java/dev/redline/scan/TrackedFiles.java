package dev.redline.scan;

import dev.redline.files.PathText;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.util.FS;

/** What git's index names: no rule makes git ignore it. */
final class TrackedFiles {

  private final Path top;
  private final DirCache index;

  private TrackedFiles(Path top, DirCache index) {
    this.top = top;
    this.index = index;
  }

  static TrackedFiles none(Path top) {
    return new TrackedFiles(top, DirCache.newInCore());
  }

  /**
   * Those of a working tree; none if it has no index yet.
   *
   * @throws IOException if the index cannot be read, or is of a form that is not known
   */
  static TrackedFiles of(Path top, Path index) throws IOException {
    return new TrackedFiles(top, DirCache.read(index.toFile(), FS.DETECTED));
  }

  /** Whether the entry is tracked, or is a folder that holds what is. */
  boolean hold(Path entry, boolean isFolder) {
    if (index.getEntryCount() == 0) {
      return false;
    }
    String path = PathText.of(top, entry);
    return index.findEntry(path) >= 0 || (isFolder && holdBelow(path + "/"));
  }

  private boolean holdBelow(String folder) {
    int next = -index.findEntry(folder) - 1;
    return next >= 0
        && next < index.getEntryCount()
        && index.getEntry(next).getPathString().startsWith(folder);
  }
}
