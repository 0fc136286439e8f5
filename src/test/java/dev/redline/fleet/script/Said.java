package dev.redline.fleet.script;

import dev.redline.trial.GateOutcomes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What gates that did not pass have said, short enough for a line of a script's results. */
final class Said {

  private static final int LINES = 4;

  private Said() {}

  /** The beginning of each message, by the gate's sentence. */
  static Map<String, String> of(GateOutcomes outcomes) {
    Map<String, String> said = new LinkedHashMap<>();
    outcomes
        .failed()
        .forEach((gate, thrown) -> said.put(gate, beginning(String.valueOf(thrown.getMessage()))));
    return said;
  }

  private static String beginning(String message) {
    return message.lines().limit(LINES).collect(Collectors.joining(" | "));
  }
}
