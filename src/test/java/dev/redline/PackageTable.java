package dev.redline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What each package may use of ours, as in the design. */
final class PackageTable {

  static final String ROOT = "dev.redline.";

  /** Rows whose packages nothing is in yet. */
  static final Set<String> TO_COME = Set.of();

  private static final List<String> PROBES =
      List.of(
          "files",
          "plan",
          "verdict",
          "dsn",
          "scan",
          "adoption",
          "postgres",
          "target",
          "vector",
          "rag",
          "baseline",
          "search",
          "workload");

  private PackageTable() {}

  static Map<String, List<String>> rows() {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    rows.put("files", List.of());
    rows.put("plan", List.of());
    rows.put("verdict", List.of("plan"));
    rows.put("dsn", List.of("files"));
    rows.put("postgres", List.of("dsn", "plan", "files"));
    rows.put("scan", List.of("files", "plan"));
    rows.put("adoption", List.of("files", "plan", "scan", "verdict"));
    rows.put("target", List.of("postgres", "dsn", "plan", "files"));
    rows.put("vector", List.of("postgres", "plan"));
    rows.put("rag", List.of("vector", "plan"));
    rows.put("baseline", List.of("plan", "verdict", "postgres", "rag"));
    rows.put(
        "workload", List.of("files", "postgres", "plan", "vector", "rag", "target", "verdict"));
    rows.put("search", List.of("postgres", "plan", "vector", "rag", "files", "verdict"));
    rows.put("run", PROBES);
    rows.put("demo", probesAnd("run"));
    rows.put("record", probesAnd("run"));
    rows.put("junit", probesAnd("run", "demo", "record"));
    return rows;
  }

  private static List<String> probesAnd(String... more) {
    return Stream.concat(PROBES.stream(), Stream.of(more)).toList();
  }
}
