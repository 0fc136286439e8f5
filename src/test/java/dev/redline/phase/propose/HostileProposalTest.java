package dev.redline.phase.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.workload.RelationName;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ServerVersion;
import dev.redline.quoting.HostileNames;
import dev.redline.quoting.SqlText;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The script of rights for a person, with names that are made to be taken for more. */
@ExtendWith(SharedBareServer.class)
class HostileProposalTest {

  static List<String> hostile() {
    return HostileNames.ALL;
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void theScriptGivesRightsAndDoesNothingElse(String name, BareServer server) throws Exception {
    String quoted = SqlText.name(name);
    server.execute(
        "CREATE ROLE " + quoted,
        "CREATE SCHEMA " + quoted,
        "CREATE TABLE %s.%s ()".formatted(quoted, quoted));
    try (Connection connection = server.connector().open(ApplicationName.CONTROL)) {
      AccountRights rights = new AccountRights(connection, new ServerVersion(150000));
      List<RelationName> tables = List.of(new RelationName(name, name));
      String script = rights.script(name, rights.of(name, List.of("work_mem"), tables));

      assertThat(script.lines())
          .allMatch(line -> line.startsWith("GRANT ") || line.startsWith("-- "));
      connection.createStatement().execute(script);
      assertThat(server.query("SELECT to_regclass('pwned')::text")).containsOnlyNulls();
      assertThat(
              server.query(
                  "SELECT has_table_privilege(%s, %s, 'SELECT')"
                      .formatted(SqlText.literal(name), SqlText.literal(quoted + "." + quoted))))
          .containsExactly("t");
    } finally {
      server.execute(
          "DROP OWNED BY " + quoted, "DROP SCHEMA " + quoted + " CASCADE", "DROP ROLE " + quoted);
    }
  }
}
