package dev.redline.dsn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The record of a resolution, read back from disk and mistrusted. */
public final class AuditedFile {

  private static final Set<String> ENTRIES =
      Set.of(
          "time",
          "outcome",
          "variable",
          "hosts",
          "database",
          "user",
          "password",
          "parameters",
          "warnings",
          "reason");

  /** A shorter password would be found in half of all words. */
  private static final int SHORTEST = 4;

  private final String text;

  private AuditedFile(String text) {
    this.text = text;
  }

  /**
   * Reads the file; a missing one is an empty record, which {@link #findings} reports.
   *
   * @throws UncheckedIOException if it is there and cannot be read
   */
  public static AuditedFile read(Path file) {
    try {
      return new AuditedFile(Files.readString(file));
    } catch (NoSuchFileException e) {
      return new AuditedFile("");
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }

  /** The record; not to be shown unless {@link #findings} has none. */
  public String content() {
    return text.isEmpty() ? "no record" : text;
  }

  /** What should not be there, or is not there, without showing it; empty if all is well. */
  public List<String> findings(Resolution resolution) {
    List<String> findings = new ArrayList<>();
    try {
      JsonNode record = JsonMapper.shared().readTree(text);
      if (!record.path("outcome").asString("").equals(outcome(resolution))) {
        findings.add("another outcome than " + outcome(resolution));
      }
      record.propertyNames().stream()
          .filter(name -> !ENTRIES.contains(name))
          .forEach(name -> findings.add("an entry that no resolution has"));
    } catch (JacksonException e) {
      findings.add("no JSON");
    }
    if (resolution instanceof Resolution.Server server && givesAway(server.dsn())) {
      findings.add("a password of the connection string");
    }
    return findings;
  }

  private boolean givesAway(Dsn dsn) {
    String unknown = text.replace(dsn.toString(), "");
    for (String shown : List.of(dsn.user(), dsn.database())) {
      unknown = unknown.replace("\"" + shown + "\"", "");
    }
    String rest = unknown;
    return dsn.secrets().values().stream()
        .map(Secret::reveal)
        .filter(secret -> secret.length() >= SHORTEST)
        .flatMap(secret -> Stream.of(secret, PercentEncoding.encode(secret), escaped(secret)))
        .anyMatch(rest::contains);
  }

  private static String escaped(String secret) {
    String quoted = JsonMapper.shared().writeValueAsString(secret);
    return quoted.substring(1, quoted.length() - 1);
  }

  private static String outcome(Resolution resolution) {
    if (resolution instanceof Resolution.Server) {
      return "server";
    }
    return resolution instanceof Resolution.Mock ? "mock" : "none";
  }
}
