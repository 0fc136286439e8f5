package dev.redline.dsn;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.redline.files.AtomicFile;
import dev.redline.quoting.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the latest resolution in a JSON file, without credentials and parameters' values. */
public final class DsnAudit {

  private final Path file;
  private final Clock clock;
  private final JsonMapper json =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * Writes nothing yet.
   *
   * @param file usually {@code dsn_audit.json}; its directory is created when missing
   * @param clock the source of the times written
   */
  public DsnAudit(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * Replaces the file with {@code resolution}, all or nothing.
   *
   * @throws UncheckedIOException if it cannot be written; the old content is then still there
   */
  public void record(Resolution resolution) {
    if (resolution instanceof Resolution.Server server) {
      write("server", details(server));
    } else if (resolution instanceof Resolution.Mock mock) {
      write("mock", Map.of("variable", mock.variable(), "warnings", mock.warnings()));
    } else {
      write("none", Map.of());
    }
  }

  /**
   * Replaces the file with the reason why nothing was resolved, all or nothing.
   *
   * @throws UncheckedIOException if it cannot be written; the old content is then still there
   */
  public void record(DsnException refusal) {
    write("refused", Map.of("reason", String.valueOf(refusal.getMessage())));
  }

  private static Map<String, Object> details(Resolution.Server server) {
    Dsn dsn = server.dsn();
    List<String> hosts = dsn.hosts().stream().map(HostPort::toString).toList();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("variable", server.variable());
    details.put("hosts", hosts);
    details.put("database", dsn.database());
    details.put("user", dsn.user());
    details.put("password", dsn.password().isPresent() ? "given" : "not given");
    details.put("parameters", dsn.parameters().keySet().stream().sorted().toList());
    details.put("warnings", server.warnings());
    return details;
  }

  private void write(String outcome, Map<String, ?> details) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("time", clock.instant().toString());
    entry.put("outcome", outcome);
    entry.putAll(details);
    try {
      new AtomicFile(file).replace(JsonText.seen(json.writeValueAsString(entry)).getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + file, e);
    }
  }
}
