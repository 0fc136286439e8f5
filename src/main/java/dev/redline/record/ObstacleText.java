package dev.redline.record;

import dev.redline.quoting.SeenText;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/** Why a gate did not pass, as a terminal and a report show it. */
final class ObstacleText {

  private ObstacleText() {}

  /** A verdict a line; what would hide or reorder others is shown by its number. */
  static String of(List<Verdict> obstacles) {
    return obstacles.stream()
        .map(verdict -> SeenText.of(verdict.toString()))
        .collect(Collectors.joining("\n"));
  }
}
