package dev.redline.record;

import dev.redline.dsn.Redaction;
import dev.redline.files.AtomicFile;
import dev.redline.plan.RecordFiles;
import dev.redline.record.journal.LockedFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the files that a run leaves to people: two logs that grow and a bundle that is replaced.
 */
public final class RunRecords {

  private final Path metrics;
  private final RecordFiles files;
  private final Redaction redaction;

  /** Writes nothing yet. */
  public RunRecords(Path metrics, RecordFiles files, Redaction redaction) {
    this.metrics = metrics;
    this.files = files;
    this.redaction = redaction;
  }

  /**
   * Appends the run to the methodology log and to the lessons learned. Once this returns, both are
   * on disk.
   *
   * @return the two files
   */
  public List<Path> append(RunReport run) {
    String bullets = new LessonsLearned(redaction, files.lessonsLearned()).bullets(run);
    String section = new MethodologyLog(redaction).section(run);
    return List.of(
        append(files.methodologyLog(), MethodologyLog.TITLE, section),
        append(files.lessonsLearned(), LessonsLearned.TITLE, bullets));
  }

  /**
   * Replaces the context bundle and its overview.
   *
   * @return the two files
   */
  public List<Path> replace(ContextBundle bundle) {
    return List.of(
        replace(files.contextBundle(), bundle.json(redaction)),
        replace(files.contextOverview(), bundle.markdown(redaction, files.contextOverview())));
  }

  private Path append(String name, String title, String text) {
    Path path = metrics.resolve(name);
    try (LockedFile file = LockedFile.open(path)) {
      ByteArrayOutputStream addition = new ByteArrayOutputStream();
      addition.write(file.unfinished());
      boolean begun = file.lastLine().isPresent() || addition.size() > 0;
      String before = begun ? (addition.size() > 0 ? "\n" : "") : title;
      addition.write((before + text).getBytes(StandardCharsets.UTF_8));
      file.append(addition.toByteArray());
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not append to " + path, e);
    }
  }

  private Path replace(String name, String text) {
    Path path = metrics.resolve(name);
    try {
      new AtomicFile(path).replace(text.getBytes(StandardCharsets.UTF_8));
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + path, e);
    }
  }
}
