package dev.redline.change.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.change.mark.ServerMark.State;
import dev.redline.postgres.ServerFiles;
import dev.redline.state.KeptChange;
import dev.redline.state.RunState.PendingChange;
import dev.redline.state.StateException;
import dev.redline.state.StateSnapshot;
import dev.redline.target.FilesElsewhere;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A change is known to the server in two places, and to every clone by either of them. */
@ExtendWith(SharedBareServer.class)
class ServerMarksTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final String SCHEMA =
      "SELECT nspname FROM pg_namespace WHERE nspname = 'redline_mark'";

  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();
  private BareServer server;
  private PendingChange pending;

  @BeforeEach
  void begin(BareServer shared) {
    server = shared;
    Path file = folder.resolve("before-stageA.json");
    StateSnapshot kept = StateSnapshot.keep(file, "{}".getBytes(StandardCharsets.UTF_8));
    pending = change("stageA", kept);
    at(0).note(pending, State.APPLYING);
  }

  @AfterEach
  void clear() throws Exception {
    server.execute("DROP SCHEMA IF EXISTS redline_mark CASCADE");
    files().delete(file());
  }

  @Test
  void everyCloneReadsWhoseChangeIsUnderWayAndSinceWhen() {
    ServerMark mark = at(1).uncommitted().orElseThrow();
    assertThat(mark).hasToString("stageA of /work on host, being applied, since " + NOW);
    assertThat(mark.belongsTo(pending)).isTrue();
    assertThat(mark.belongsTo(pending.takenOver("/other on host", "x"))).isFalse();
    assertThat(said).isEmpty();
  }

  @Test
  void theFileAloneSaysItWhereTheTableIsGone() throws Exception {
    server.execute("DROP SCHEMA redline_mark CASCADE");
    assertThat(at(1).uncommitted()).isPresent();
  }

  @Test
  void theTableAloneSaysItWhereTheFileIsGoneButCannotTakeItBack() throws Exception {
    files().delete(file());
    ServerMark mark = at(1).uncommitted().orElseThrow();
    assertThatThrownBy(() -> at(1).original(mark))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("Take it back in the clone that began it");
  }

  @Test
  void theLaterOfTwoWordsCounts() throws Exception {
    byte[] earlier = files().read(file());
    at(1).note(pending, State.WAITING);
    files().write(file(), earlier);
    assertThat(at(2).uncommitted().orElseThrow().state()).isEqualTo(State.WAITING);
  }

  @Test
  void whatWasKeptIsForTheServersAccountAloneAndComesBackAsItWas() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file()))))
        .isEqualTo("rw-------");
    assertThat(Files.getOwner(Path.of(file())))
        .isEqualTo(Files.getOwner(Path.of(file()).getParent()));
    SharedOriginal kept = at(1).original(at(1).uncommitted().orElseThrow());
    assertThat(kept.pending()).isEqualTo(pending);
    assertThat(kept.before()).isEqualTo("{}");
  }

  @Test
  void rightsThatNewObjectsGetByDefaultLetNobodyReadWhatWasKeptOrForgeMarks() throws Exception {
    server.execute(
        "DROP SCHEMA redline_mark CASCADE",
        "CREATE ROLE reporting",
        "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO reporting",
        "ALTER DEFAULT PRIVILEGES GRANT CREATE ON SCHEMAS TO reporting");
    try {
      new ServerMarks(
              server.connector(), new FilesElsewhere(), Clock.fixed(NOW, ZoneOffset.UTC), said::add)
          .note(pending, State.WAITING);
      assertThat(
              server.query(
                  "SELECT has_table_privilege('reporting', 'redline_mark.kept', 'SELECT')"
                      + " OR has_table_privilege('reporting', 'redline_mark.change', 'INSERT')"
                      + " OR has_schema_privilege('reporting', 'redline_mark', 'CREATE')"
                      + " OR NOT has_table_privilege('reporting', 'redline_mark.change', 'SELECT')"))
          .containsExactly("f");
    } finally {
      server.execute("DROP OWNED BY reporting", "DROP ROLE reporting");
    }
  }

  @Test
  void whereFilesAreOutOfReachTheTableHoldsWhatWasKeptForItsOwnerAlone() throws Exception {
    ServerMarks elsewhere =
        new ServerMarks(
            server.connector(), new FilesElsewhere(), Clock.fixed(NOW, ZoneOffset.UTC), said::add);
    elsewhere.note(pending, State.WAITING);
    assertThat(elsewhere.original(elsewhere.uncommitted().orElseThrow()).pending())
        .isEqualTo(pending);
    assertThat(
            server.query(
                "SELECT has_table_privilege('public', 'redline_mark.' || relname, 'SELECT')"
                    + " FROM pg_class WHERE relname IN ('change', 'kept') AND relkind = 'r'"
                    + " ORDER BY relname"))
        .containsExactly("t", "f");
    elsewhere.gone(pending);
    assertThat(server.query(SCHEMA)).isEmpty();
  }

  @Test
  void anOriginalThatWasChangedIsNotTakenForTheOneThatWasKept() throws Exception {
    String text = new String(files().read(file()), StandardCharsets.UTF_8);
    files().write(file(), text.replace("/conf.bak", "/evil.bak").getBytes(StandardCharsets.UTF_8));
    ServerMark mark = at(1).uncommitted().orElseThrow();
    assertThatThrownBy(() -> at(1).original(mark)).hasMessageContaining("not what was kept");
  }

  @Test
  void whatIsCommittedStaysMarkedWithItsValuesAndTakesThePlaceOfAnEarlierOne() {
    at(1).committed(pending, Map.of("jit", "off"));
    PendingChange again = change("stageA", StateSnapshot.keep(folder.resolve("b"), new byte[0]));
    at(2).note(again, State.APPLYING);
    assertThat(at(2).all()).hasSize(2);
    at(3).committed(again, Map.of("jit", "on"));
    assertThat(at(4).all())
        .singleElement()
        .satisfies(mark -> assertThat(mark.settings()).containsEntry("jit", "on"));
    assertThat(at(4).uncommitted()).isEmpty();
  }

  @Test
  void whatIsTakenBackLeavesNothingOfOurs() throws Exception {
    at(1).gone(pending);
    assertThat(at(2).all()).isEmpty();
    assertThat(files().exists(file())).isFalse();
    assertThat(server.query(SCHEMA)).isEmpty();
  }

  @Test
  void aTableOfSomebodyElsesIsNeitherReadNorWritten() throws Exception {
    server.execute(
        "DROP SCHEMA redline_mark CASCADE",
        "CREATE ROLE mark_owner",
        "CREATE SCHEMA redline_mark AUTHORIZATION mark_owner",
        "CREATE TABLE redline_mark.change (id text)",
        "ALTER TABLE redline_mark.change OWNER TO mark_owner");
    try {
      at(1).note(pending, State.WAITING);
      assertThat(at(2).uncommitted().orElseThrow().state()).isEqualTo(State.WAITING);
      assertThat(said).isNotEmpty().allMatch(line -> line.contains("is not a plain table of a"));
      assertThat(server.query("SELECT id FROM redline_mark.change")).isEmpty();
    } finally {
      server.execute("DROP SCHEMA redline_mark CASCADE", "DROP ROLE mark_owner");
    }
  }

  private ServerMarks at(int seconds) {
    Clock clock = Clock.fixed(NOW.plus(Duration.ofSeconds(seconds)), ZoneOffset.UTC);
    return new ServerMarks(server.connector(), files(), clock, said::add);
  }

  private ServerFiles files() {
    return server.target().control().orElseThrow().files();
  }

  private String file() throws Exception {
    return server.query("SHOW data_directory").get(0) + "/" + MarkFile.NAME;
  }

  private static PendingChange change(String phase, StateSnapshot kept) {
    String owner = "/work on host";
    String id = ServerMark.idOf(phase, "c0ffee", owner, NOW.plusMillis(kept.sha256().hashCode()));
    return new PendingChange(
        phase,
        List.of(new KeptChange("file", "/conf", Map.of("backup", "/conf.bak"), List.of())),
        kept.file().toString(),
        kept.sha256(),
        false,
        NOW,
        "c0ffee",
        owner,
        id);
  }
}
