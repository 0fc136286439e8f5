package dev.redline.record.journal;

import dev.redline.files.Sha256;
import dev.redline.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The pages that a journal vouches for.
 *
 * @param pages of the runs that ended, the newest last
 */
record JournalPages(List<Page> pages) {

  private static final String MISSING = "missing";
  private static final String CHANGED = "changed";

  /**
   * What a line says of the record of its run.
   *
   * @param files SHA-256 of each file of the page, by its name
   * @param manifest SHA-256 of the list of all files; empty where there was none
   */
  record Page(int line, Map<String, String> files, String manifest) {

    boolean sharesFileWith(Map<String, String> others) {
      return files.entrySet().stream()
          .anyMatch(file -> file.getValue().equals(others.get(file.getKey())));
    }
  }

  static JournalPages by(List<EntryLine> lines) {
    List<Page> pages = new ArrayList<>();
    for (EntryLine line : lines) {
      Map<String, String> files = new LinkedHashMap<>();
      line.found()
          .filter(entry -> entry.kind() == EntryKind.RUN_ENDED)
          .map(entry -> entry.content().path("page"))
          .ifPresent(
              page ->
                  page.propertyStream()
                      .forEach(file -> files.put(file.getKey(), file.getValue().asString(""))));
      if (!files.isEmpty()) {
        pages.add(new Page(line.number(), files, manifest(line)));
      }
    }
    return new JournalPages(List.copyOf(pages));
  }

  private static String manifest(EntryLine line) {
    return line.found().map(entry -> entry.content().path("manifest").asString("")).orElse("");
  }

  /**
   * Whether the page is that of the newest run. One of which the journal knows no file may be that
   * of a run that reached no server, which leaves no entry: nothing can be said then.
   *
   * @param reports the folder of the page
   */
  Verdict verdict(Path reports) {
    String subject = "page of the last run";
    if (pages.isEmpty()) {
      return Verdict.pass(subject, "no run has left one", "as the journal says");
    }
    Page newest = pages.get(pages.size() - 1);
    String required = "as line %d says".formatted(newest.line());
    Map<String, String> differing = new LinkedHashMap<>();
    newest
        .files()
        .forEach(
            (name, hash) -> {
              String now = hash(reports.resolve(name));
              if (!now.equals(hash)) {
                differing.put(name, origin(name, now));
              }
            });
    if (differing.isEmpty()) {
      return Verdict.pass(subject, "as it was written", required);
    }
    String observed =
        differing.entrySet().stream()
            .map(file -> file.getKey() + ": " + file.getValue())
            .collect(Collectors.joining(", "));
    boolean stranger =
        differing.size() == newest.files().size()
            && differing.values().stream().allMatch(CHANGED::equals);
    return stranger
        ? Verdict.inconclusive(
            subject,
            "of a run that the journal does not know",
            required,
            "run a phase; where a run has not just failed to reach its server, ask who put the page"
                + " there")
        : Verdict.fail(
            subject, observed, required, "take no decision from this page: run the phase again");
  }

  /** The run that has left such a file, as far as one is known. */
  private String origin(String name, String hash) {
    return hash.equals(MISSING)
        ? MISSING
        : pages.stream()
            .filter(page -> hash.equals(page.files().get(name)))
            .map(page -> "of the run that line %d ends".formatted(page.line()))
            .findFirst()
            .orElse(CHANGED);
  }

  private static String hash(Path file) {
    try {
      return Files.isRegularFile(file) ? Sha256.of(Files.readAllBytes(file)) : MISSING;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }
}
