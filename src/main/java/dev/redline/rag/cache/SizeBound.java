package dev.redline.rag.cache;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Removes the oldest entries when there is too much. Every process counts what it writes itself and
 * looks at the folder after each tenth of the bound, so that two of them overshoot by two tenths at
 * most.
 */
final class SizeBound {

  /** No writer needs longer than this, so that an older temporary file has none. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final EntryFiles files;
  private final long maxBytes;
  private long known;
  private long unseen;

  SizeBound(EntryFiles files, long maxBytes) {
    this.files = files;
    this.maxBytes = maxBytes;
  }

  /** Looks at the folder: what others have left there counts. */
  synchronized void sweep(Instant now) throws IOException {
    for (EntryFile file : files.temporaries()) {
      if (file.written().isBefore(now.minus(ABANDONED))) {
        file.delete();
      }
    }
    List<EntryFile> entries = files.entries();
    known = entries.stream().mapToLong(EntryFile::bytes).sum();
    unseen = 0;
    if (known > maxBytes) {
      evict(entries);
    }
  }

  synchronized void grow(long bytes, Instant now) throws IOException {
    unseen += bytes;
    if (known + unseen > maxBytes || unseen > maxBytes / 10) {
      sweep(now);
    }
  }

  /** Down to nine tenths, or the next entry would have to look again. */
  private void evict(List<EntryFile> entries) throws IOException {
    List<EntryFile> oldestFirst =
        entries.stream().sorted(Comparator.comparing(EntryFile::written)).toList();
    for (EntryFile file : oldestFirst) {
      if (known <= maxBytes / 10 * 9) {
        return;
      }
      file.delete();
      known -= file.bytes();
    }
  }
}
