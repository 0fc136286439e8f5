package dev.redline.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.target.local.TestCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.jdbc.PgConnection;

/** Which server answers, and whether its files are those of this machine. */
class ServerPlaceTest {

  private TestCluster server;
  private Path aside;

  @BeforeEach
  void start() throws Exception {
    server = TestCluster.start();
    aside = server.data().resolveSibling("data.aside");
  }

  @AfterEach
  void stop() throws Exception {
    if (Files.exists(aside)) {
      TestCluster.run("rm", "-rf", server.data().toString());
      TestCluster.run("mv", aside.toString(), server.data().toString());
    }
    server.close();
  }

  @Test
  void theServerOfThisMachineIsKnownFromBothSides() throws Exception {
    try (Connection session = server.open()) {
      ServerPlace place = ServerPlace.of(session);

      assertThat(place.doubt()).isEmpty();
      assertThat(place.directory()).contains(new DataDirectory(server.data()));
      assertThat(place.directory().orElseThrow().postmaster().orElseThrow().pid())
          .isEqualTo(server.postmaster());
    }
  }

  /** What a tunnel looks like: the server that answers names a path that another one has here. */
  @Test
  void anotherServerWithADirectoryOfTheSamePathIsNotTakenForIt() {
    ServerPlace.Said there =
        new ServerPlace.Said(
            new DataDirectory(server.data()), "7301000000000000001", 4711, Instant.EPOCH);

    ServerPlace place = ServerPlace.compare(there);

    assertThat(place.directory()).isEmpty();
    assertThat(place.doubt())
        .contains("it is another server than the one in " + server.data())
        .contains("system identifier 7301000000000000001 there");
  }

  @Test
  void aStandbyOfItIsNotTakenForItThoughTheirIdentifiersAreEqual() {
    DataDirectory here = new DataDirectory(server.data());
    ServerPlace.Said standby =
        new ServerPlace.Said(here, here.systemIdentifier().orElseThrow(), 4711, Instant.EPOCH);

    assertThat(ServerPlace.compare(standby).doubt()).contains("it is a copy of the one in");
  }

  @Test
  void aCopyThatStartedInTheSameMomentIsNotTakenForItNorIsAnotherProcessOfThatNumber()
      throws Exception {
    DataDirectory here = new DataDirectory(server.data());
    String identifier = here.systemIdentifier().orElseThrow();
    Instant started = here.postmaster().orElseThrow().started();
    try (Connection session = server.open()) {
      long child = session.unwrap(PgConnection.class).getBackendPID();

      assertThat(compared(here, identifier, child, started)).isEmpty();
      assertThat(compared(here, identifier, ProcessHandle.current().pid(), started))
          .contains("it is a copy of the one in");
      assertThat(compared(here, identifier, child, Instant.EPOCH))
          .contains("it is a copy of the one in");
    }
  }

  private static String compared(
      DataDirectory here, String identifier, long backend, Instant started) {
    return ServerPlace.compare(new ServerPlace.Said(here, identifier, backend, started)).doubt();
  }

  @Test
  void aDirectoryThatIsNotHereIsSaidToBeMissing() {
    ServerPlace.Said elsewhere =
        new ServerPlace.Said(new DataDirectory(aside), "7301", 4711, Instant.EPOCH);

    assertThat(ServerPlace.compare(elsewhere).doubt()).contains("is not on this machine");
  }

  @Test
  void aCopyWithTheSameIdentifierIsNotTakenForItEither() throws Exception {
    try (Connection session = server.open()) {
      TestCluster.run("mv", server.data().toString(), aside.toString());
      TestCluster.run("cp", "-a", aside.toString(), server.data().toString());

      ServerPlace place = ServerPlace.of(session);

      assertThat(place.directory()).isEmpty();
      assertThat(place.doubt()).contains("it is a copy of the one that answers");
    }
  }

  @Test
  void anAccountThatMayNotAskIsToldWhatItNeeds() throws Exception {
    try (Connection session = server.open();
        Statement statement = session.createStatement()) {
      statement.execute("CREATE ROLE nosy; SET ROLE nosy");

      assertThat(ServerPlace.of(session).doubt())
          .contains("the account may not ask which server this is", "pg_read_all_settings");
    }
  }

  @Test
  void aServerThatWasKilledDoesNotRunThoughItsFileIsThere() throws Exception {
    DataDirectory directory = new DataDirectory(server.data());
    long pid = server.postmaster();
    TestCluster.run("cp", "-a", server.data().toString(), aside.toString());
    assertThat(directory.postmaster()).isPresent();

    assertThat(ProcessHandle.of(pid)).isPresent();
    assertThat(new DataDirectory(aside).postmaster()).isEmpty();
    TestCluster.run("rm", "-rf", aside.toString());
  }
}
