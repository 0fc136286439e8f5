package dev.redline.phase.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.MadeTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The ways back are tried on each way to apply, by the line for a person and by the harness. */
@Tag("long")
class RollbackWaysTest {

  private static final String BY_HAND =
      "The one line for a person takes the settings back, and the server runs as before";
  private static final String BY_HARNESS =
      "Applied once more, the settings are taken back by the harness, and nothing is left";
  private static final String CREATED =
      "What is created besides settings is named, and takes nobody's place";

  private MadeTrial made;

  @AfterEach
  void stop() throws Exception {
    made.close();
  }

  @Test
  void aFileInAnIncludedFolder() throws Exception {
    made = MadeTrial.of("include", "start: %start", "stop: %stop");
    Path file =
        Path.of(made.server().fact("configuration")).resolveSibling("conf.d/90-redline.conf");
    made.trial().append("target.yaml", "  apply: {include: " + file + "}\n"); // under yours
    everyWayBackLeavesNothing();
    assertThat(file).doesNotExist();
  }

  @Test
  void aConfigurationThatBelongsToRoot() throws Exception {
    made = MadeTrial.of("root-owned");
    everyWayBackLeavesNothing();
  }

  @Test
  void alterSystem() throws Exception {
    made = MadeTrial.of("address", "restart: %restart", "apply: alter_system");
    made.server().execute("ALTER SYSTEM SET work_mem = '2MB'");
    made.server().execute("SELECT pg_reload_conf()");
    everyWayBackLeavesNothing();
  }

  @Test
  void reloadAlone() throws Exception {
    made = MadeTrial.of("plain", "restart: never", "apply: alter_system");
    String started = made.server().query("SELECT pg_postmaster_start_time()");
    everyWayBackLeavesNothing();
    assertThat(made.server().query("SELECT pg_postmaster_start_time()")).isEqualTo(started);
  }

  @Test
  void aCommandOfTheOwners() throws Exception {
    made = MadeTrial.of("plain", "restart: %restart");
    made.trial().append("target.yaml", "  apply: {command: [" + provider() + "]}\n");
    everyWayBackLeavesNothing();
  }

  @Test
  void aRestartThatIsLeftToAPersonIsRefusedBeforeAnybodyIsAsked() throws Exception {
    made = MadeTrial.of("plain", "restart: later", "apply: alter_system");
    refused("INCONCLUSIVE: restarts of the server: observed made by you, later");
  }

  @Test
  void anAccountThatMayNotCreateTheExtensionIsRefusedBeforeAnybodyIsAsked() throws Exception {
    made = MadeTrial.of("non-superuser", "restart: %restart", "apply: alter_system");
    refused("INCONCLUSIVE: account that creates a database and an extension");
  }

  private void refused(String why) {
    GateOutcomes outcomes = made.trial().run("Rollback");
    assertThat(outcomes.failed()).containsOnlyKeys(CREATED);
    assertThat(outcomes.message()).startsWith(why).contains("Nothing had been changed");
  }

  private void everyWayBackLeavesNothing() throws Exception {
    String before = settings();
    made.trial().property("approve", "all").property("confirm", "all");
    GateOutcomes outcomes = made.trial().run("Rollback");
    assertThat(outcomes.failed()).isEmpty();
    assertThat(outcomes.passed()).contains(BY_HAND, BY_HARNESS);
    assertThat(settings()).isEqualTo(before);
  }

  private String settings() throws Exception {
    return made.server()
        .query(
            "SELECT string_agg(name || '=' || coalesce(setting, '') || coalesce(sourcefile, ''), E'\\n'"
                + " ORDER BY name) FROM pg_settings WHERE source <> 'session' AND source <> 'client'");
  }

  /** A stand-in for a provider's program: it writes a file of its own. */
  private Path provider() throws Exception {
    Path data = Path.of(made.server().fact("configuration")).getParent();
    Path program = made.home().resolve("provider");
    Files.writeString(
        program,
        """
        #!/usr/bin/perl
        use JSON::PP; undef $/;
        open(my $in, '<', $ARGV[0]); my $asked = decode_json(<$in>);
        my $path = '%s/postgresql.conf';
        open(my $old, '<', $path); my $text = <$old>; close $old;
        $text =~ s/^$_ = .*# provider\n//mg for (keys %%{$asked->{set}}, @{$asked->{reset}});
        $text .= "$_ = '$asked->{set}{$_}' # provider\n" for sort keys %%{$asked->{set}};
        open(my $new, '>', $path); print $new $text; close $new;
        """
            .formatted(data));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return program;
  }
}
