package dev.redline.fleet.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The changes of {@link FleetChangesTest} by {@code patronictl edit-config} and {@code restart}
 * alone, for the comparison in docs/fleet.md: nothing is required of them. Where nobody can write
 * {@link #UNATTENDED} after the restart, the former values are put back as a person would.
 */
@Tag("long")
class PatronictlChangesTest {

  private static final int CHANGES = Integer.getInteger("fleet.changes", 4);
  private static final Duration UNATTENDED = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A restart of a member that does not come up waits without an end. */
  private static final int NOT_ENDED = -1;

  /**
   * What became of a change.
   *
   * @param codes exit codes of edit-config and restart; -1: had not ended after a minute
   * @param reached members that had all values afterwards
   * @param restarted members that were restarted
   * @param putBack nobody could write, until the former values were there again
   * @param stuck members that did not follow the leader with the former values in the end
   */
  record Result(
      int number,
      PlannedChange.Kind kind,
      List<String> settings,
      List<Integer> codes,
      int reached,
      int restarted,
      boolean putBack,
      int acknowledged,
      int failed,
      long lost,
      long gapMillis,
      boolean stuck) {}

  private ScriptFleet fleet;

  @Test
  void theSameChangesWithoutAnyGate() throws Exception {
    ResultFile file = ResultFile.of("patronictl");
    fleet = ScriptFleet.make("asynchronous");
    try {
      for (PlannedChange change : PlannedChange.of(CHANGES, PlannedChange.SEED)) {
        if (!file.has(change.number())) {
          Result result = made(change);
          file.add(result);
          renewedAfter(result);
        }
      }
    } finally {
      fleet.close();
    }
    assertThat(file.read(Result.class)).hasSize(CHANGES);
  }

  private void renewedAfter(Result result) throws Exception {
    if (result.stuck()) {
      fleet.close();
      fleet = ScriptFleet.make("asynchronous");
    }
  }

  private Result made(PlannedChange change) throws Exception {
    Map<String, String> starts = fleet.starts();
    List<String> former = former(change.settings());
    long from = fleet.lastWritten() + 1;
    try (WrittenRows rows = WrittenRows.begin(fleet.made(), ScriptFleet.MEMBERS, from)) {
      rows.writesAgain(PATIENCE);
      List<Integer> codes = patronictl(change.settings());
      boolean unattended = inOrder(rows, UNATTENDED);
      int reached = unattended ? reached(change.settings()) : 0;
      int restarted = unattended ? restarted(starts) : 0;
      boolean again = unattended;
      if (!unattended) {
        patronictl(former);
        again = inOrder(rows, PATIENCE);
      }
      long gap = rows.longestGap().toMillis();
      int failed = rows.errors().size();
      List<Long> acknowledged = rows.acknowledged();
      if (unattended && !change.good() && reached > 0) {
        patronictl(former);
        again = inOrder(rows, PATIENCE);
      }
      return new Result(
          change.number(),
          change.kind(),
          change.settings(),
          codes,
          reached,
          unattended ? restarted : restarted(starts),
          !unattended,
          acknowledged.size(),
          failed,
          lost(acknowledged),
          gap,
          !again);
    }
  }

  /** Somebody can write, and both replicas follow. */
  private boolean inOrder(WrittenRows rows, Duration within) {
    try {
      rows.writesAgain(within);
      Awaitility.await().ignoreExceptions().atMost(within).until(fleet::streaming);
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  private List<Integer> patronictl(List<String> settings) throws Exception {
    List<String> edit = new ArrayList<>(List.of("edit-config", "--quiet", "--force"));
    settings.forEach(each -> edit.addAll(List.of("-p", each)));
    edit.add("trial");
    return List.of(run(edit), run(List.of("restart", "--force", "trial")));
  }

  private int run(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(fleet.made().fact("patronictl").split(" ")));
    command.addAll(arguments);
    Path log = Path.of("target/fleet/patronictl.out");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      return process.exitValue();
    }
    process.destroyForcibly().waitFor();
    return NOT_ENDED;
  }

  /** The values of these settings in the fleet's configuration, as patronictl takes them. */
  private List<String> former(List<String> settings) throws Exception {
    JsonNode now =
        JsonMapper.shared().readTree(fleet.configuration()).path("postgresql").path("parameters");
    return settings.stream()
        .map(each -> each.replaceFirst("=.*", ""))
        .map(name -> name + "=" + (now.has(name) ? now.path(name).asString() : "null"))
        .toList();
  }

  private int reached(List<String> settings) throws Exception {
    int members = 0;
    for (String member : ScriptFleet.MEMBERS) {
      members += hasAll(member, settings) ? 1 : 0;
    }
    return members;
  }

  /** By the file of the running server, into which Patroni writes {@code False} for off. */
  private boolean hasAll(String member, List<String> settings) throws Exception {
    for (String each : settings) {
      String[] words = each.split("=", 2);
      String applied =
          fleet
              .made()
              .asked(
                  member,
                  "SELECT count(*) FROM pg_catalog.pg_file_settings WHERE name = '%s' AND replace(lower(setting), 'false', 'off') = lower('%s') AND applied"
                      .formatted(words[0], words[1]));
      if (applied.equals("0")) {
        return false;
      }
    }
    return true;
  }

  /** By whoever leads in the end. */
  private long lost(List<Long> acknowledged) {
    return Awaitility.await()
        .ignoreExceptions()
        .atMost(PATIENCE)
        .until(() -> fleet.missing(fleet.leader(), acknowledged), any -> true);
  }

  private int restarted(Map<String, String> before) {
    Map<String, String> now = new TreeMap<>();
    for (String member : ScriptFleet.MEMBERS) {
      try {
        now.put(member, fleet.made().asked(member, "SELECT pg_catalog.pg_postmaster_start_time()"));
      } catch (SQLException e) {
        now.put(member, "does not run");
      }
    }
    now.entrySet().removeIf(each -> each.getValue().equals(before.get(each.getKey())));
    return now.size();
  }
}
