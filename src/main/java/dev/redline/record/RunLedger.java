package dev.redline.record;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Which gates a run planned and what became of them.
 *
 * @param planned unique ids, in the order of discovery
 * @param outcomes by unique id: a {@link GateOutcome}'s word, with the reason if it is {@code not
 *     run: reason}
 * @param millis from the first gate to the moment of writing
 */
public record RunLedger(List<String> planned, Map<String, String> outcomes, long millis) {

  static final String FILE = "gate-run.json";

  /** The property that names its folder. */
  public static final String PROPERTY = "redline.ledger";

  /** The folder where no build names one, from the project's. */
  public static final Path FOLDER = Path.of(".redline/gate-ledger");

  /** The folder of this process. */
  static Path folder() {
    return Path.of(System.getProperty(PROPERTY, FOLDER.toString()));
  }
}
