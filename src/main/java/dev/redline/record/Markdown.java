package dev.redline.record;

import dev.redline.dsn.Redaction;
import dev.redline.quoting.MarkdownText;
import dev.redline.record.journal.Artifact;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Texts of others as parts of a Markdown file: on one line, redacted, and not taken for markup. */
final class Markdown {

  private static final double MILLIS_PER_SECOND = 1000;

  private final Redaction redaction;

  Markdown(Redaction redaction) {
    this.redaction = redaction;
  }

  /** For a paragraph or a list item. */
  String text(String text) {
    return MarkdownText.escaped(redaction.apply(text));
  }

  /** A link to a file below metrics/ from another one there. */
  String link(Artifact artifact, String from) {
    Path folder = Optional.ofNullable(Path.of(from).getParent()).orElse(Path.of(""));
    String target = folder.relativize(Path.of(artifact.path())).toString();
    return "[%s](<%s>)".formatted(text(artifact.path()), target);
  }

  /** In seconds with milliseconds, in every locale. */
  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f s", duration.toMillis() / MILLIS_PER_SECOND);
  }
}
