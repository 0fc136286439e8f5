package dev.redline.rag.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a cache's folder holds on disk.
 *
 * @param folder without symbolic links
 * @param entries the names of the entries
 */
public record CacheFolder(Path folder, Set<String> entries) {

  /**
   * Looks at a folder that is there.
   *
   * @throws CacheFolderException if it cannot be listed
   */
  public static CacheFolder read(Path folder) {
    try {
      return new CacheFolder(
          folder.toRealPath(),
          new EntryFiles(folder)
              .entries().stream()
                  .map(entry -> String.valueOf(entry.path().getFileName()))
                  .collect(Collectors.toUnmodifiableSet()));
    } catch (IOException e) {
      throw new CacheFolderException(folder, e);
    }
  }
}
