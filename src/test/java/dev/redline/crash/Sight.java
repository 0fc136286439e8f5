package dev.redline.crash;

import dev.redline.change.PhaseContext;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ServerState;
import dev.redline.postgres.Setting;
import dev.redline.state.PhaseState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run sees of a server that it has opened.
 *
 * @param openMillis from the start of the run to a server that is open and, if need be, put back
 * @param said what a person was told until then
 * @param settings every one whose value does not depend on the place of the copy
 * @param configuration postgresql.conf, in Base64
 * @param content a hash over every row of the tables with vectors, each found by a scan
 * @param found how many rows a search through each vector index found
 */
record Sight(
    long openMillis,
    List<StampedOutput.Line> said,
    PhaseState phase,
    Map<String, String> settings,
    String configuration,
    Map<String, Long> rows,
    String content,
    List<String> validIndexes,
    long found) {

  private static final JsonMapper JSON = new JsonMapper();

  /** The port is chosen anew, and a copy lies in a folder of its own. */
  private static final Set<String> OF_THE_COPY =
      Set.of("port", "data_directory", "config_file", "hba_file", "ident_file");

  private static final String CONTENT =
      """
      SELECT md5(string_agg(row, '' ORDER BY row)) FROM (
        SELECT md5(p::text) AS row FROM probe_vectors p
        UNION ALL SELECT md5(d::text) FROM document_chunks d) AS rows
      """;

  private static final String SEARCH =
      """
      SELECT count(*) FROM (
        SELECT id FROM probe_vectors
        ORDER BY embedding <=> (SELECT embedding FROM probe_vectors WHERE id = 1) LIMIT 10) AS near
      """;

  static Sight of(PhaseContext context, long openMillis, List<StampedOutput.Line> said)
      throws SQLException, IOException {
    ServerState state = ServerState.read(context.target().connector(), context.clock());
    Map<String, String> settings = new TreeMap<>();
    for (Setting setting : state.settings().settings().values()) {
      if (!OF_THE_COPY.contains(setting.name())) {
        settings.put(setting.name(), setting.display() + " pending=" + setting.pendingRestart());
      }
    }
    Path file = Path.of(state.settings().setting("config_file").setting());
    return new Sight(
        openMillis,
        said,
        context.store().state().phase("stageA"),
        settings,
        Base64.getEncoder().encodeToString(Files.readAllBytes(file)),
        state.rows().byTable(),
        ask(context, CONTENT),
        state.validIndexes(),
        Long.parseLong(ask(context, "SET enable_seqscan = off; " + SEARCH)));
  }

  static Sight read(Path file) throws IOException {
    return JSON.readValue(Files.readAllBytes(file), Sight.class);
  }

  void write(Path file) throws IOException {
    Files.write(file, JSON.writeValueAsBytes(this));
  }

  /** Whether the server is, as a whole, what the other run saw. */
  boolean showsTheSameServerAs(Sight other) {
    return settings.equals(other.settings)
        && configuration.equals(other.configuration)
        && rows.equals(other.rows)
        && content.equals(other.content)
        && validIndexes.equals(other.validIndexes)
        && found == other.found;
  }

  String postgresqlConf() {
    return new String(Base64.getDecoder().decode(configuration), StandardCharsets.ISO_8859_1);
  }

  boolean said(String words) {
    return said.stream().anyMatch(line -> line.text().contains(words));
  }

  private static String ask(PhaseContext context, String sql) throws SQLException {
    try (Connection connection = context.target().connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      boolean rows = statement.execute(sql);
      while (!rows) {
        rows = statement.getMoreResults();
      }
      ResultSet row = statement.getResultSet();
      row.next();
      return row.getString(1);
    }
  }
}
