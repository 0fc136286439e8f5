package dev.redline.record.journal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place outside of metrics/ to which the journal's heads go. Who rewrites the journal together
 * with its head, even with the key, cannot rewrite what somebody else keeps.
 */
public interface HeadAnchor {

  /** What names the place: {@code git}, or a file. */
  String OPTION = "anchor";

  /** Of the notes, as {@code git notes --ref} takes it. */
  String GIT = "git";

  /**
   * A head that was put there.
   *
   * @param by the clone whose journal it is of, a hash
   */
  record Anchored(JournalHead head, String by, Instant time) {}

  /**
   * Adds the head to those that are there.
   *
   * @throws JournalException if it could not be added
   */
  void keep(Anchored anchored);

  /**
   * All that were added, of whichever clone.
   *
   * @throws JournalException if the place cannot be read, or holds something else
   */
  List<Anchored> kept();

  /** For a person. */
  String name();

  /** What {@code -Danchor} names; empty if nothing is. */
  static Optional<HeadAnchor> from(Map<String, String> properties, Path project) {
    return Optional.ofNullable(properties.get(OPTION))
        .map(
            named ->
                named.equals(GIT)
                    ? new GitNoteAnchor(project)
                    : new FileAnchor(project.resolve(named)));
  }
}
