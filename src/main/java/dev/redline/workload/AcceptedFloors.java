package dev.redline.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.redline.approval.Acceptance;
import dev.redline.files.AtomicFile;
import dev.redline.plan.RedLines;
import dev.redline.plan.yaml.PlanException;
import dev.redline.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the red lines of a judge into the plan, by the command {@value #COMMAND} alone. */
public final class AcceptedFloors {

  /** What accepts them, added to a run of eval or redline. */
  public static final String COMMAND = "-Daccept=floors";

  private static final List<String> NOBODYS = List.of("mixed");

  private final Path file;
  private final boolean asked;
  private final Supplier<String> commit;
  private final Clock clock;

  private AcceptedFloors(Path file, boolean asked, Supplier<String> commit, Clock clock) {
    this.file = file;
    this.asked = asked;
    this.commit = commit;
    this.clock = clock;
  }

  /**
   * For a run with these properties.
   *
   * @param gates the folder with the user's own red-lines.yaml, or without it
   * @param commit of the project, asked for when floors are accepted
   * @throws IllegalArgumentException if {@code -Daccept} names something unknown
   */
  public static AcceptedFloors in(
      Path gates, Map<String, String> properties, Supplier<String> commit, Clock clock) {
    boolean asked = Acceptance.from(properties).floors();
    return new AcceptedFloors(gates.resolve("red-lines.yaml"), asked, commit, clock);
  }

  /** Whether this run is to make red lines. */
  public boolean asked() {
    return asked;
  }

  /**
   * What came of it.
   *
   * @param redLines those that hold from now on
   */
  public record Outcome(Verdict verdict, RedLines redLines) {}

  /**
   * Writes the floors of a judge, its other red lines and those of other judges as they were. A
   * file that is written in another way is left alone: the verdict says what to write there.
   *
   * @param redLines that held so far
   */
  public Outcome accept(String judge, Floors floors, RedLines redLines) throws IOException {
    String subject = "red lines of judge " + judge;
    if (NOBODYS.contains(judge) || !floors.promiseSomething()) {
      return new Outcome(
          Verdict.inconclusive(
              subject,
              NOBODYS.contains(judge) ? "labels of two judges" : "floors of " + floors.lines(),
              "one judge, floors that can be missed",
              "evaluate more answers by one judge"),
          redLines);
    }
    RedLines held;
    try {
      held = write(judge, floors, redLines);
    } catch (WrittenOtherwiseException e) {
      return new Outcome(
          Verdict.inconclusive(
              subject,
              "%s is written in another way than %s can edit; it is as it was"
                  .formatted(file, COMMAND),
              "judges and their red lines as gates/red-lines.yaml comes: indented, a key a line",
              "write under judges: " + yaml(judge, floors)),
          redLines);
    }
    return new Outcome(
        Verdict.pass(
            subject,
            "accepted: %s, %s, in %s".formatted(floors.lines(), floors.from(), file),
            "accepted, because " + COMMAND + " says so"),
        held);
  }

  private RedLines write(String judge, Floors floors, RedLines redLines) throws IOException {
    String from =
        "accepted %s at commit %s: %s"
            .formatted(
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), commit.get(), floors.from());
    String text = Files.exists(file) ? Files.readString(file) : "";
    byte[] next = RedLines.withFloors(text, judge, floors.lines(), from).getBytes(UTF_8);
    new AtomicFile(file).replace(next, (old, written) -> requireRead(written, judge, floors));
    return redLines.read(file, judge);
  }

  private void requireRead(Path written, String judge, Floors floors) throws IOException {
    try {
      if (RedLines.floors(written, judge).entrySet().containsAll(floors.lines().entrySet())) {
        return;
      }
    } catch (PlanException e) {
      throw new WrittenOtherwiseException(e);
    }
    throw new WrittenOtherwiseException(null);
  }

  private static String yaml(String judge, Floors floors) {
    return floors.lines().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            line ->
                String.format(Locale.ROOT, "%s: {at_least: %.3f}", line.getKey(), line.getValue()))
        .collect(Collectors.joining(", ", judge + ": {", "}"));
  }

  /** What was put in cannot be read back as what it is. */
  private static final class WrittenOtherwiseException extends IOException {

    private static final long serialVersionUID = 1L;

    WrittenOtherwiseException(@Nullable Throwable cause) {
      super(cause);
    }
  }
}
