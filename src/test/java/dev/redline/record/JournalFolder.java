package dev.redline.record;

import dev.redline.dsn.Redaction;
import dev.redline.plan.Plan;
import dev.redline.plan.RecordFiles;
import dev.redline.record.journal.EntryKind;
import dev.redline.record.journal.Journal;
import dev.redline.record.journal.JournalAudit;
import dev.redline.secrets.SigningKey;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A metrics folder with a journal, to be tampered with. */
public record JournalFolder(Path metrics) {

  public static final SigningKey KEY =
      SigningKey.of(Map.of(SigningKey.VARIABLE, "k".repeat(64)), Path.of("none"));
  static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  static final RecordFiles FILES = Plan.load(Path.of("gates")).recordFiles();

  /** Six entries: a run with a gate that vouches for a file, later vouched for anew. */
  public static JournalFolder withSixEntries(Path metrics) throws IOException {
    JournalFolder folder = new JournalFolder(metrics);
    folder.put("settings.json", "{\"jit\":\"on\"}");
    folder.put("rows.json", "{\"rows\":8000}");
    Journal journal = folder.journal();
    journal.append(EntryKind.RUN_STARTED, Map.of("command", "mvn verify -Dgroups=stageA"));
    journal.append(EntryKind.GATE, Map.of("gate", "settings"), Path.of("settings.json"));
    journal.append(EntryKind.GATE, Map.of("gate", "rows"), metrics.resolve("rows.json"));
    journal.append(EntryKind.CHANGE, Map.of("jit", "off"));
    folder.put("settings.json", "{\"jit\":\"off\"}");
    journal.append(EntryKind.GATE, Map.of("gate", "in force"), Path.of("settings.json"));
    journal.append(EntryKind.RUN_ENDED, Map.of("verdict", "PASS"));
    return folder;
  }

  public Journal journal() {
    return new Journal(
        metrics, FILES, Clock.fixed(NOW, ZoneOffset.UTC), Redaction.of(Map.of()), KEY);
  }

  public JournalAudit audit() {
    return new JournalAudit(metrics, reports(), FILES, KEY);
  }

  /** The folder of the page. */
  Path reports() {
    return metrics.resolve("reports");
  }

  public Path file() {
    return metrics.resolve(FILES.journal());
  }

  public Path head() {
    return metrics.resolve(FILES.journalHead());
  }

  public Path torn() {
    return metrics.resolve(FILES.journalTorn());
  }

  public List<String> lines() throws IOException {
    return new ArrayList<>(Files.readAllLines(file()));
  }

  void writeLines(List<String> lines) throws IOException {
    Files.writeString(
        file(), lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
  }

  public void put(String file, String content) throws IOException {
    Files.createDirectories(metrics);
    Files.write(metrics.resolve(file), content.getBytes(StandardCharsets.UTF_8));
  }

  /** Every verdict of the audit that is not a pass. */
  List<Verdict> obstacles() {
    JournalAudit audit = audit();
    return Stream.of(audit.exists(), audit.entries(), audit.artifacts())
        .map(Finding::obstacles)
        .flatMap(List::stream)
        .toList();
  }

  /** What the obstacles saw, joined; empty if there is none. */
  public String trouble() {
    return obstacles().stream()
        .map(verdict -> verdict.status() + " " + verdict.subject() + ": " + verdict.observed())
        .collect(Collectors.joining("\n"));
  }

  public List<Status> statuses() {
    return obstacles().stream().map(Verdict::status).distinct().toList();
  }
}
