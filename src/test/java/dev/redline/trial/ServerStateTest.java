package dev.redline.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What a change must not touch is seen where it has been touched. */
@EnabledIf(
    value = "dev.redline.trial.ServerState#readable",
    disabledReason = "no /usr/bin/getfacl: apt-get install acl")
class ServerStateTest {

  @Test
  void everyFileSettingAndObjectThatIsNotAsBeforeIsNamed() throws Exception {
    try (MadeTrial made = MadeTrial.of("include")) {
      MadeServer server = made.server();
      String conf = server.fact("configuration");
      Path data = Path.of(conf).resolveSibling("");
      Path library = data.resolve("conf.d/20-library.conf");
      add(library, "shared_preload_libraries = 'pg_stat_statements'");
      made.restart();
      ServerState before = ServerState.of(server);
      assertThat(ServerState.of(server)).as("nothing happens").isEqualTo(before);

      Files.delete(library);
      server.execute("ALTER SYSTEM SET jit = off");
      add(Path.of(conf), "work_mem = '5MB'");
      add(data.resolve("pg_hba.conf"), "# another line");
      add(data.resolve("conf.d/50-team.conf"), "# another line");
      add(data.resolve("conf.d/99-mine.conf"), "log_min_messages = 'error'");
      PreparedServer.run("chmod", "0640", data.resolve("pg_ident.conf").toString());
      made.restart();
      server.execute("CREATE TABLE kept (id int)");

      ServerState after = ServerState.of(server);
      assertThat(after.settingsOtherThan(before))
          .as("those of the library are gone")
          .contains("pg_stat_statements.track", "shared_preload_libraries")
          .contains("jit", "log_min_messages", "work_mem")
          .doesNotContain("shared_buffers");
      assertThat(after.filesOtherThan(before, conf))
          .containsExactlyInAnyOrder(
              library.toString(),
              data.resolve("conf.d/50-team.conf").toString(),
              data.resolve("conf.d/99-mine.conf").toString(),
              data.resolve("pg_hba.conf").toString(),
              data.resolve("pg_ident.conf").toString(),
              data.resolve("postgresql.auto.conf").toString());
      assertThat(after.filesOtherThan(before, "none")).contains(conf);
      assertThat(after.dumpWithoutMarks()).isNotEqualTo(before.dumpWithoutMarks());
    }
  }

  @Test
  void anAccessControlListIsPartOfIt() throws Exception {
    try (MadeServer server = MadeServer.of("plain")) {
      Path hba = Path.of(server.fact("configuration")).resolveSibling("pg_hba.conf");
      ServerState before = ServerState.of(server);

      PreparedServer.run("setfacl", "-m", "u:nobody:r--,m::r--", hba.toString());
      PreparedServer.run("chmod", "0640", hba.toString());

      assertThat(ServerState.of(server).filesOtherThan(before, "none"))
          .containsExactly(hba.toString());
    }
  }

  /** Where the file is new, the server's account may read it. */
  private static void add(Path file, String line) throws Exception {
    boolean there = Files.exists(file);
    Files.writeString(file, line + "\n", StandardOpenOption.APPEND, StandardOpenOption.CREATE);
    if (!there) {
      PreparedServer.run("chmod", "0644", file.toString());
    }
  }
}
