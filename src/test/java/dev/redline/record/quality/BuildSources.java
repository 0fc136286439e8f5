package dev.redline.record.quality;

import dev.redline.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Binds a build's test reports to what was tested.
 *
 * @param sha256 of the sources when the tests began
 * @param since when tests were first run on them: older reports are about something else
 */
public record BuildSources(String sha256, Instant since) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String FILE = "sources.json";

  /**
   * Tests of the sources begin. Where earlier ones were of the same sources, their reports go on to
   * count. Of processes that begin at once, such as the forks of one build, the first decides.
   *
   * @param reports the folder of the reports
   */
  public static void begin(Path reports, String sha256, Instant now) {
    try {
      Files.createDirectories(reports);
      try (FileChannel turn =
          FileChannel.open(
              reports.resolve(FILE + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE)) {
        turn.lock();
        beginInTurn(reports, sha256, now);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not note what is tested in " + reports, e);
    }
  }

  private static void beginInTurn(Path reports, String sha256, Instant now) throws IOException {
    boolean same = read(reports).filter(known -> known.sha256.equals(sha256)).isPresent();
    if (!same) {
      new AtomicFile(reports.resolve(FILE))
          .replace(JSON.writeValueAsBytes(new BuildSources(sha256, now)));
    }
  }

  /** What the reports in the folder are about; empty if that is not known. */
  static Optional<BuildSources> read(Path reports) {
    Path file = reports.resolve(FILE);
    try {
      return Files.exists(file)
          ? Optional.of(JSON.readValue(Files.readAllBytes(file), BuildSources.class))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }
}
