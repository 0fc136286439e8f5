package dev.redline.phase.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.dsn.Secret;
import dev.redline.postgres.ApplicationName;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an account may create is asked of the catalog before anything is created. */
@ExtendWith(SharedBareServer.class)
class ObservabilityRightsTest {

  private BareServer server;

  @BeforeEach
  void anAccountThatIsNoSuperuser(BareServer shared) throws Exception {
    server = shared;
    server.execute(
        "CREATE ROLE \"Watch er\" LOGIN PASSWORD 'made-for-trials'", "CREATE SCHEMA apart");
  }

  @AfterEach
  void leaveNothing() throws Exception {
    server.execute(
        "DROP EXTENSION IF EXISTS pg_stat_statements",
        "DROP SCHEMA apart",
        "DROP OWNED BY \"Watch er\"",
        "DROP ROLE \"Watch er\"");
  }

  @Test
  void aSuperuserHasThemAll() throws Exception {
    try (Connection superuser = server.connector().open(ApplicationName.CONTROL)) {
      assertThat(judge(superuser).status()).isEqualTo(Status.PASS);
    }
  }

  @Test
  void eachRightThatIsMissingIsNamedWithWhatGrantsIt() throws Exception {
    Verdict verdict = judged();
    assertThat(verdict.status()).isEqualTo(Status.INCONCLUSIVE);
    assertThat(verdict.toString())
        .contains(
            "as a superuser in database redline: CREATE EXTENSION pg_stat_statements",
            "GRANT CREATE ON SCHEMA \"public\" TO \"Watch er\"",
            "GRANT SET ON PARAMETER pg_stat_statements.track TO \"Watch er\"");
  }

  @Test
  void theyAreHeldAfterThat() throws Exception {
    server.execute(
        "CREATE EXTENSION pg_stat_statements",
        "GRANT CREATE ON SCHEMA public TO \"Watch er\"",
        "GRANT SET ON PARAMETER pg_stat_statements.track TO \"Watch er\"");
    assertThat(judged().status()).isEqualTo(Status.PASS);
  }

  @Test
  void anExtensionThatTheViewsWouldNotFindIsNotEnough() throws Exception {
    server.execute(
        "CREATE EXTENSION pg_stat_statements SCHEMA apart",
        "GRANT CREATE ON SCHEMA public TO \"Watch er\"",
        "GRANT SET ON PARAMETER pg_stat_statements.track TO \"Watch er\"");
    assertThat(judged().observed()).endsWith("the schema of pg_stat_statements on its search_path");
  }

  @Test
  void withoutASchemaThatCanBeTrustedThereIsNoPlaceForViews() throws Exception {
    server.execute("ALTER ROLE \"Watch er\" SET search_path = 'nowhere'");
    assertThat(judged().toString())
        .contains("ALTER ROLE \"Watch er\" SET search_path to a schema of its own");
  }

  private Verdict judged() throws Exception {
    try (Connection account =
        server
            .connector()
            .as("Watch er", new Secret("made-for-trials"))
            .open(ApplicationName.CONTROL)) {
      return judge(account);
    }
  }

  private static Verdict judge(Connection connection) throws Exception {
    return ObservabilityRights.read(connection).judge(ObservabilityObjects.read(connection));
  }
}
