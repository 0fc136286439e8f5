package dev.redline.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.MadeTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each way to apply and to restart, on real servers: to the commit, and declined. */
class ApplyWaysTest {

  private MadeTrial made;

  @AfterEach
  void stop() throws Exception {
    made.close();
  }

  @Test
  @Tag("long")
  void alterSystemOnAnotherAddressWithOneRestartCommandIsCommitted() throws Exception {
    made = MadeTrial.of("address", "restart: %restart", "apply: alter_system");
    commit();
    assertThat(setting("work_mem")).endsWith("postgresql.auto.conf false");
    assertThat(setting("shared_buffers")).endsWith("postgresql.auto.conf false");
  }

  @Tag("long")
  @Test
  void alterSystemIsTakenBackToFormerValuesAndDefaults() throws Exception {
    made = MadeTrial.of("address", "restart: %restart", "apply: alter_system");
    made.server().execute("ALTER SYSTEM SET work_mem = '2MB'");
    made.server().execute("ALTER SYSTEM SET search_path = kb, public");
    made.server().execute("SELECT pg_reload_conf()");
    decline();
  }

  @Test
  @Tag("long")
  void anAccountByTheGrantScriptGoesByAlterSystem() throws Exception {
    made = MadeTrial.of("non-superuser", "restart: %restart", "apply: alter_system");
    decline();
    commit();
  }

  @Test
  @Tag("long")
  void aFileInAnIncludedFolderIsWrittenAndDeletedAgain() throws Exception {
    made = MadeTrial.of("include", "start: %start", "stop: %stop");
    made.trial().append("target.yaml", "  apply: {include: " + included() + "}\n"); // under yours
    decline();
    assertThat(included()).doesNotExist();
    commit();
    assertThat(setting("work_mem")).endsWith(included() + " false");
  }

  @Test
  @Tag("long")
  void whereNobodyRestartsWhatNeedsItIsLeftOut() throws Exception {
    made = MadeTrial.of("plain", "restart: never", "apply: alter_system");
    String started = started();
    decline();
    commit();
    assertThat(setting("jit")).startsWith("off");
    assertThat(setting("shared_buffers")).startsWith("4096");
    assertThat(started()).isEqualTo(started);
  }

  @Test
  @Tag("long")
  void aCommandThatFailsAndDoesItIsBelievedByTheServersWord() throws Exception {
    made = MadeTrial.of("address", "restart: %restart");
    command("exit 3");
    decline();
    commit();
    assertThat(setting("shared_buffers")).doesNotStartWith("4096 ");
  }

  @Test
  @Tag("long")
  void aCommandThatSucceedsAndDoesNothingIsFoundOut() throws Exception {
    made = MadeTrial.of("address", "restart: %restart");
    made.trial().append("target.yaml", "  apply: {command: [\"true\"]}\n");
    made.trial().edit("target.yaml", "start_patience: 60s", "start_patience: 2s");
    String before = settings();
    assertThat(made.untilItsCommit("StageA").message())
        .startsWith("FAIL: planned values that the server neither has nor waits to start with")
        .contains("proven to be as before");
    assertThat(settings()).isEqualTo(before);
  }

  @Test
  @Tag("long")
  void aRestartThatSucceedsAndDidNotHappenIsFoundOut() throws Exception {
    made = MadeTrial.of("plain", "restart: [\"true\"]", "apply: alter_system");
    made.trial().edit("target.yaml", "start_patience: 60s", "start_patience: 2s");
    assertThat(made.untilItsCommit("StageA").message())
        .startsWith("FAIL: restart")
        .contains("ended with 0, and the server runs since");
  }

  @Test
  @Tag("long")
  void aRestartThatFailsAndHappenedIsARestart() throws Exception {
    made = MadeTrial.of("plain", "apply: alter_system");
    Path script = script("restart", restartWords() + "\nexit 9\n");
    made.trial().append("target.yaml", "  restart: [" + script + "]\n");
    commit();
  }

  @Test
  @Tag("long")
  void whatIsWrittenForALaterRestartIsJudgedAfterItAndTakenBackThen() throws Exception {
    made = MadeTrial.of("plain", "restart: later", "apply: alter_system");
    String before = settings();
    GateOutcomes written = made.untilItsCommit("StageA");
    assertThat(written.message())
        .startsWith("PAUSED: settings that wait for a restart: observed shared_buffers");
    made.trial().withoutProperty("approve");
    assertThat(made.trial().run("StageA").message()).startsWith("PAUSED: settings that wait");

    restartByHand();
    assertThat(made.trial().run("StageA").message()).startsWith("PAUSED: decision about commit");
    made.trial().property("decline", "commit");
    assertThat(made.trial().run("StageA").message()).contains("proven to be as before");
    assertThat(setting("shared_buffers")).endsWith(" true");
    restartByHand();
    assertThat(settings()).isEqualTo(before);
  }

  private void commit() {
    GateOutcomes waiting = made.untilItsCommit("StageA");
    assertThat(waiting.message()).startsWith("PAUSED: decision about commit");
    made.trial().property("approve", waiting.approvals());
    assertThat(made.trial().run("StageA").failed()).isEmpty();
  }

  private void decline() throws Exception {
    String before = settings();
    List<String> file = automatic();
    assertThat(made.untilItsCommit("StageA").message()).startsWith("PAUSED: decision about commit");
    made.trial().withoutProperty("approve").property("decline", "commit");
    assertThat(made.trial().run("StageA").message()).contains("proven to be as before");
    assertThat(settings()).isEqualTo(before);
    assertThat(automatic()).isEqualTo(file);
  }

  private String settings() throws Exception {
    return ask(
        "SELECT string_agg(name || '=' || coalesce(setting, ''), E'\\n' ORDER BY name) FROM pg_settings"
            + " WHERE source <> 'session' AND source <> 'client'");
  }

  /** Lines of others keep their order; a former value of ours is written anew, at the end. */
  private List<String> automatic() throws Exception {
    return Files.readAllLines(
            Path.of(made.server().fact("configuration")).resolveSibling("postgresql.auto.conf"))
        .stream()
        .sorted()
        .toList();
  }

  private String setting(String name) throws Exception {
    return ask(
        "SELECT setting || ' ' || coalesce(sourcefile, '') || ' ' || pending_restart FROM pg_settings"
            + " WHERE name = '%s'".formatted(name));
  }

  private String started() throws Exception {
    return ask("SELECT pg_postmaster_start_time()");
  }

  private String ask(String sql) throws Exception {
    return made.server().query(sql);
  }

  private Path included() {
    return Path.of(made.server().fact("configuration")).resolveSibling("conf.d/90-redline.conf");
  }

  private String restartWords() {
    return made.server().fact("restart").replaceAll("[\\[\\],]", " ");
  }

  private void restartByHand() throws Exception {
    assertThat(new ProcessBuilder("sh", "-c", restartWords() + " >/dev/null").start().waitFor())
        .isZero();
  }

  private Path script(String name, String text) throws Exception {
    Path file = made.home().resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  /** A stand-in for a provider's program: it writes a file of its own, and ends as it is told. */
  private void command(String end) throws Exception {
    Path data = Path.of(made.server().fact("configuration")).getParent();
    String perl =
        """
        use JSON::PP; undef $/;
        open(my $in, '<', $ARGV[0]); my $asked = decode_json(<$in>);
        my $path = '%s/postgresql.conf';
        open(my $old, '<', $path); my $text = <$old>; close $old;
        $text =~ s/^$_ = .*# provider\n//mg for (keys %%{$asked->{set}}, @{$asked->{reset}});
        $text .= "$_ = '$asked->{set}{$_}' # provider\n" for sort keys %%{$asked->{set}};
        open(my $new, '>', $path); print $new $text; close $new;
        """
            .formatted(data);
    Path program = made.home().resolve("provider.pl");
    Files.writeString(program, perl);
    Path file = script("provider", "perl %s \"$1\"\n%s\n".formatted(program, end));
    made.trial().append("target.yaml", "  apply: {command: [" + file + "]}\n");
  }
}
