package dev.redline.record;

import dev.redline.files.AtomicFile;
import dev.redline.files.Sha256;
import dev.redline.record.journal.ManifestSeal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run has recorded, file by file: the page with its signature, and Allure's results with
 * their attachments. Made when the run is over, before anything is generated from it.
 *
 * @param page SHA-256 by name, of files beside the folder of the results
 * @param results SHA-256 by name, of files in it
 */
public record RecordManifest(Map<String, String> page, Map<String, String> results) {

  /** In the folder of the ledger. */
  public static final String FILE = "gate-record-manifest.json";

  /** Beside the page, where the run was signed. */
  public static final String SIGNATURE = "gate-record.dsse.json";

  private static final String PAGE = "gate-record.json";
  private static final String AUDIT = "audit-record.json";

  /** What the report's generator adds to the results. */
  private static final Set<String> GENERATORS = Set.of("executor.json", "allure.properties");

  /** Of the page's files {@code named}, and of all results as they are now. */
  public static RecordManifest of(Path results, List<String> named) {
    Map<String, String> page = new TreeMap<>();
    named.forEach(name -> page.put(name, hash(results.resolveSibling(name))));
    return new RecordManifest(page, hashes(results));
  }

  /**
   * Names and hashes as they are: a name with a dot is no setting here.
   *
   * @return SHA-256 of the file, for the journal
   */
  public String write(Path ledgerFolder) {
    try {
      byte[] content = new JsonMapper().writeValueAsBytes(this);
      new AtomicFile(ledgerFolder.resolve(FILE)).replace(content);
      return Sha256.of(content);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write %s to %s".formatted(FILE, ledgerFolder), e);
    }
  }

  /**
   * Why the journal does not vouch for this list; empty if it does, or knows nothing of the run.
   */
  static Optional<String> seal(Path ledgerFolder, Path journal) {
    Path file = ledgerFolder.resolve(FILE);
    return Files.exists(file)
        ? ManifestSeal.gap(journal, read(ledgerFolder).page(), hash(file))
            .map(gap -> file + ": " + gap)
        : Optional.empty();
  }

  /** Whether the journal vouches for the list of the last run. */
  public static boolean isSealed(Path ledgerFolder, Path journal) {
    return Files.exists(ledgerFolder.resolve(FILE))
        && ManifestSeal.holds(journal, hash(ledgerFolder.resolve(FILE)));
  }

  /** Whether the last run looked at a record and made none. */
  public static boolean ofAudit(Path ledgerFolder) {
    return Files.exists(ledgerFolder.resolve(FILE)) && read(ledgerFolder).page().containsKey(AUDIT);
  }

  static RecordManifest read(Path ledgerFolder) {
    return new JsonMapper().readValue(ledgerFolder.resolve(FILE).toFile(), RecordManifest.class);
  }

  /** What is missing, changed or too much in the record as it is now; empty if nothing is. */
  List<String> gaps(Path resultsFolder) {
    List<String> gaps = new ArrayList<>();
    page.forEach((name, hash) -> compare(gaps, resultsFolder.resolveSibling(name), hash));
    foreignSignature(resultsFolder).ifPresent(file -> gaps.add(file + ": not of this run"));
    results.forEach((name, hash) -> compare(gaps, resultsFolder.resolve(name), hash));
    hashes(resultsFolder).keySet().stream()
        .filter(name -> !results.containsKey(name))
        .forEach(name -> gaps.add(resultsFolder.resolve(name) + ": not of this run"));
    return gaps;
  }

  /** A run of {@code audit} alone leaves the record that it looked at, and its signature. */
  private Optional<Path> foreignSignature(Path resultsFolder) {
    boolean unsigned = page.containsKey(PAGE) && !page.containsKey(SIGNATURE);
    return Optional.of(resultsFolder.resolveSibling(SIGNATURE))
        .filter(file -> unsigned && Files.exists(file));
  }

  private static void compare(List<String> gaps, Path file, String hash) {
    if (!Files.isRegularFile(file)) {
      gaps.add(file + ": missing");
    } else if (!hash(file).equals(hash)) {
      gaps.add(file + ": changed since the run ended");
    }
  }

  private static Map<String, String> hashes(Path folder) {
    Map<String, String> sha256ByName = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return sha256ByName;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> !GENERATORS.contains(file.getFileName().toString()))
          .forEach(file -> sha256ByName.put(file.getFileName().toString(), hash(file)));
      return sha256ByName;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not list " + folder, e);
    }
  }

  private static String hash(Path file) {
    try (InputStream content = Files.newInputStream(file)) {
      return Sha256.of(content);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }
}
