package dev.redline.record.attest;

import dev.redline.files.Sha256;
import dev.redline.record.GateOutcome;
import dev.redline.record.page.GateRecordPage;
import dev.redline.record.page.GateRecordPage.GateLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A run as an in-toto statement, predicate {@code test-result/v0.1}. */
public final class TestResultStatement {

  static final String TYPE = "https://in-toto.io/Statement/v1";
  static final String PREDICATE = "https://in-toto.io/attestation/test-result/v0.1";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TestResultStatement() {}

  /**
   * The statement as JSON.
   *
   * @param changes hash of each phase's change, by its tag
   * @param server system identifier
   * @param files SHA-256 of the files of the record, by their names
   */
  public static String of(
      GateRecordPage page, Map<String, String> changes, String server, Map<String, String> files) {
    List<Object> subjects = new ArrayList<>();
    changes.forEach((phase, hash) -> subjects.add(named("change of " + phase, hash)));
    subjects.add(
        named(
            "PostgreSQL system identifier " + server,
            Sha256.of(server.getBytes(StandardCharsets.UTF_8))));
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("_type", TYPE);
    statement.put("subject", subjects);
    statement.put("predicateType", PREDICATE);
    statement.put("predicate", predicate(page, files));
    return JSON.writeValueAsString(statement);
  }

  private static Map<String, Object> predicate(GateRecordPage page, Map<String, String> files) {
    Map<String, Object> predicate = new LinkedHashMap<>();
    predicate.put("result", result(page.headline().outcome()));
    predicate.put(
        "configuration",
        files.entrySet().stream().map(file -> named(file.getKey(), file.getValue())).toList());
    predicate.put("passedTests", gates(page, "PASSED"));
    predicate.put("warnedTests", gates(page, "WARNED"));
    predicate.put("failedTests", gates(page, "FAILED"));
    predicate.put("outcome", page.headline().outcome().name());
    predicate.put("reason", page.headline().reason());
    predicate.put("started", page.about().started().toString());
    return predicate;
  }

  private static List<String> gates(GateRecordPage page, String result) {
    return page.gates().stream()
        .filter(gate -> result(gate.outcome()).equals(result))
        .map(TestResultStatement::name)
        .toList();
  }

  private static String name(GateLine gate) {
    return gate.phase() + ": " + gate.sentence();
  }

  /** What did not run has not failed, and nobody may take it for passed. */
  static String result(GateOutcome outcome) {
    return switch (outcome) {
      case PASS -> "PASSED";
      case FAIL, BROKEN -> "FAILED";
      case INCONCLUSIVE, PAUSED, NOT_RUN -> "WARNED";
    };
  }

  private static Map<String, Object> named(String name, String sha256) {
    return Map.of("name", name, "digest", Map.of("sha256", sha256));
  }
}
