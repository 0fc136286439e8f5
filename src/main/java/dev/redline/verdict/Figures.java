package dev.redline.verdict;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/**
 * Evidence in a few figures: what a phase leaves to those who read what it has taught.
 *
 * @param figures in the order in which they are told; one of the same name and phase that comes
 *     later takes the place of an earlier one
 */
public record Figures(@JsonValue List<BeforeAfter> figures, Kind kind) {

  /** What the figures are. */
  public enum Kind {
    /** Values of settings. */
    SETTINGS,
    /** What was measured. */
    MEASURED
  }

  /** What was measured. */
  public Figures(List<BeforeAfter> figures) {
    this(figures, Kind.MEASURED);
  }

  public Figures {
    figures = List.copyOf(figures);
  }

  /** As JSON these are the list. */
  public static Figures of(BeforeAfter... figures) {
    return new Figures(List.of(figures));
  }
}
