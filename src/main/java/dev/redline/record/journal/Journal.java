package dev.redline.record.journal;

import dev.redline.dsn.Redaction;
import dev.redline.plan.RecordFiles;
import dev.redline.quoting.SeenText;
import dev.redline.secrets.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The record of what was done, to which nothing is ever done but to append. Every entry names the
 * hash of the one before and of the files that it vouches for (see {@link JournalEntry}); a second
 * file holds what the journal ends with (see {@link JournalHead}). {@link JournalAudit} checks all
 * of it.
 *
 * <p>The head is signed with a key that lies outside of the workspace: who rewrites entries and
 * head without it is found (see {@link HeadSignature}).
 *
 * <p>Threads and processes may append to the same journal; they wait for one another.
 */
public final class Journal {

  private final Path metrics;
  private final RecordFiles files;
  private final Clock clock;
  private final Redaction redaction;
  private final SigningKey key;

  /** Writes nothing yet. */
  public Journal(
      Path metrics, RecordFiles files, Clock clock, Redaction redaction, SigningKey key) {
    this.metrics = metrics;
    this.files = files;
    this.clock = clock;
    this.redaction = redaction;
    this.key = key;
  }

  /**
   * Appends an entry, and before it one for everything that the process before left unfinished.
   * Once this returns, the entry is on disk.
   *
   * @param content records, maps, lists, texts, numbers; its texts pass through the redaction, and
   *     what cannot be seen in them stands there by its number
   * @param artifacts files below metrics/ as they are now; a later entry about the same file
   *     replaces what this one says of it
   * @throws JournalException if nothing could be written
   */
  public JournalEntry append(EntryKind kind, Map<String, ?> content, Path... artifacts) {
    Path journal = metrics.resolve(files.journal());
    try (LockedFile file = LockedFile.open(journal)) {
      JournalMend mend = JournalMend.of(file, head(), metrics.resolve(files.journalTorn()));
      JournalHead end = mend.end();
      for (Map<String, ?> note : JournalMend.unsigned(signature().problem(key))) {
        end = write(file, end, EntryKind.RECOVERY, note, List.of()).head();
      }
      for (Map<String, ?> note : mend.notes()) {
        end = write(file, end, EntryKind.RECOVERY, note, mend.artifacts()).head();
      }
      return write(file, end, kind, content, List.of(artifacts));
    } catch (IOException e) {
      throw new JournalException(
          "Could not append to %s: %s. What is not in the journal did not happen for those who come"
                  .formatted(journal, e.getMessage())
              + " later: make room or give write access, then run again.",
          e);
    }
  }

  /** What the journal ends with, for a report that is kept elsewhere. */
  public JournalHead head() {
    try {
      return JournalHead.read(metrics.resolve(files.journalHead()));
    } catch (IOException e) {
      throw new JournalException("Could not read " + metrics.resolve(files.journalHead()), e);
    }
  }

  private HeadSignature signature() throws IOException {
    return HeadSignature.read(metrics.resolve(files.journalHead()));
  }

  private JournalEntry write(
      LockedFile file, JournalHead end, EntryKind kind, Map<String, ?> content, List<Path> paths)
      throws IOException {
    JsonNode tree = CanonicalJson.tree(content, text -> SeenText.of(redaction.apply(text)));
    List<Artifact> artifacts = paths.stream().map(path -> Artifact.of(metrics, path)).toList();
    JournalEntry entry = JournalEntry.after(end, clock.instant(), kind, tree, artifacts);
    file.append((entry.line() + "\n").getBytes(StandardCharsets.UTF_8));
    HeadSignature.write(metrics.resolve(files.journalHead()), entry.head(), key);
    return entry;
  }
}
