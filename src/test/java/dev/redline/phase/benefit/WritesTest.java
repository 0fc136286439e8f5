package dev.redline.phase.benefit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redline.dsn.Secret;
import dev.redline.plan.workload.RelationName;
import dev.redline.postgres.Connector;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import dev.redline.verdict.Status;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the same writes take on a copy. */
@ExtendWith(SharedBareServer.class)
class WritesTest {

  private static final RelationName NOTES = new RelationName("public", "notes");

  private BareServer server;

  @BeforeEach
  void fill(BareServer shared) throws Exception {
    server = shared;
    server.execute(
        "CREATE TABLE notes AS SELECT n FROM generate_series(1, 500) n",
        "CREATE ROLE writer LOGIN PASSWORD 'secret'",
        "GRANT SELECT ON notes TO writer",
        "CREATE SCHEMA redline_written AUTHORIZATION writer",
        "GRANT CREATE ON DATABASE %s TO writer".formatted(database()));
  }

  @AfterEach
  void leaveNothing() throws Exception {
    server.execute(
        "DROP OWNED BY writer",
        "DROP ROLE writer",
        "DROP TABLE notes",
        "DROP SCHEMA IF EXISTS redline_written CASCADE");
  }

  private String database() throws SQLException {
    return server.query("SELECT quote_ident(current_database())").get(0);
  }

  @Test
  void updatesOfRowsTakeWal() throws Exception {
    Writes.Written written = Writes.of(server.connector(), NOTES, 500);
    assertThat(written.walMegabytes()).isPositive();
    assertThat(written.megabytesBetweenCheckpoints()).isGreaterThan(written.walMegabytes());
  }

  @Test
  void anAccountThatMayNotCheckpointCannotTellAndTheRightIsNamed() throws Exception {
    Connector writer = server.connector().as("writer", new Secret("secret"));
    SQLException failure =
        catchThrowableOfType(SQLException.class, () -> Writes.of(writer, NOTES, 500));
    assertThat(Writes.refused("writes", failure))
        .returns(Status.INCONCLUSIVE, verdict -> verdict.status())
        .asString()
        .contains("GRANT pg_checkpoint");
    server.execute("GRANT pg_checkpoint TO writer");
    assertThat(Writes.of(writer, NOTES, 500).walMegabytes()).isPositive();
  }

  @Test
  void anotherFailureIsNone() {
    SQLException failure = new SQLException("disk full", "53100");
    assertThatThrownBy(() -> Writes.refused("writes", failure)).isSameAs(failure);
  }
}
