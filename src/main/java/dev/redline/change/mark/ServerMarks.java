package dev.redline.change.mark;

import dev.redline.change.mark.ServerMark.State;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.ServerControlException;
import dev.redline.postgres.ServerFiles;
import dev.redline.quoting.ServerWords;
import dev.redline.state.RunState.PendingChange;
import dev.redline.state.StateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The changes that a server itself knows of, in two places: a file in its data directory and a
 * table. Both are read and the later word counts, since either may be gone: a restored database has
 * no newer table, a file may be cleaned away. Where files are out of reach the table is the only
 * place, and what is kept lies beside it, for its owner alone. Used by whoever holds the tuner's
 * lock.
 *
 * @param say told where one of the places cannot be used
 */
public record ServerMarks(
    Connector connector, ServerFiles files, Clock clock, Consumer<String> say) {

  /** What a person should know who approves a change. */
  public static final String PURPOSE =
      "as long as it is there, the server says so in table redline_mark.change and in %s of its data directory"
          .formatted(MarkFile.NAME);

  private static final String DATA_DIRECTORY =
      "SELECT setting FROM pg_catalog.pg_settings WHERE name = 'data_directory'";

  /** Every change that is not taken back, the one that is not committed among them. */
  public List<ServerMark> all() {
    return with(this::all);
  }

  /** The change that is not committed. */
  public Optional<ServerMark> uncommitted() {
    return all().stream().filter(mark -> !mark.stays()).findFirst();
  }

  /** Says that the change is on its way, and keeps what takes it back on the server's side. */
  public void note(PendingChange pending, State state) {
    SharedOriginal kept = SharedOriginal.of(pending);
    ServerMark.of(pending, state, clock.instant(), kept.digest())
        .ifPresent(mark -> with(connection -> put(connection, mark, kept)));
  }

  /**
   * Says that the change stays.
   *
   * @param inForce the values that it brought, as {@code SHOW} prints them
   */
  public void committed(PendingChange pending, Map<String, String> inForce) {
    SharedOriginal kept = SharedOriginal.of(pending);
    ServerMark.of(pending, State.COMMITTED, clock.instant(), kept.digest())
        .map(mark -> mark.committed(clock.instant(), inForce))
        .ifPresent(mark -> with(connection -> put(connection, mark, null)));
  }

  /** Replaces what is said of a committed change. */
  public void renew(ServerMark mark) {
    with(connection -> put(connection, mark, null));
  }

  /** The change is proven to be gone; where nothing else is marked, nothing of ours is left. */
  public void gone(PendingChange pending) {
    with(
        connection -> {
          List<ServerMark> rest = new ArrayList<>(all(connection));
          rest.removeIf(mark -> mark.id().equals(pending.mark()));
          return write(connection, rest, null);
        });
  }

  /**
   * What takes the change back.
   *
   * @throws StateException if it is not there, or not what its mark says
   */
  public SharedOriginal original(ServerMark mark) {
    Optional<SharedOriginal> kept = with(this::kept);
    if (kept.filter(each -> each.digest().equals(mark.digest())).isEmpty()) {
      throw new StateException(
          "What was kept to take back %s is not on the server (%s, redline_mark.kept), or is not what was kept. Take it back in the clone that began it."
              .formatted(mark, MarkFile.NAME));
    }
    return kept.get();
  }

  private Optional<SharedOriginal> kept(Connection connection) throws SQLException {
    Optional<MarkFile> file = file(connection);
    return file.isPresent()
        ? file.map(each -> each.read().original())
        : new MarkTable(connection).original();
  }

  private List<ServerMark> put(
      Connection connection, ServerMark mark, @Nullable SharedOriginal original)
      throws SQLException {
    List<ServerMark> marks = new ArrayList<>(all(connection));
    marks.removeIf(other -> other.id().equals(mark.id()) || (mark.stays() && sameEnd(other, mark)));
    marks.add(mark);
    return write(connection, marks, original);
  }

  private static boolean sameEnd(ServerMark earlier, ServerMark mark) {
    return earlier.stays() && earlier.phase().equals(mark.phase());
  }

  private List<ServerMark> write(
      Connection connection, List<ServerMark> marks, @Nullable SharedOriginal original)
      throws SQLException {
    Optional<MarkFile> file = file(connection);
    if (file.isEmpty()) {
      new MarkTable(connection).write(marks, original);
      return marks;
    }
    file.get().write(new MarkFile.Content(marks, original));
    try {
      new MarkTable(connection).write(marks, null);
    } catch (SQLException e) {
      say.accept(notInTable(e));
    }
    return marks;
  }

  private List<ServerMark> all(Connection connection) throws SQLException {
    List<ServerMark> found = new ArrayList<>();
    file(connection).ifPresent(file -> found.addAll(file.read().marks()));
    try {
      found.addAll(new MarkTable(connection).read());
    } catch (SQLException e) {
      say.accept(notInTable(e));
    }
    Map<String, ServerMark> latest = new LinkedHashMap<>();
    found.sort(Comparator.comparing(ServerMark::since));
    found.forEach(mark -> latest.put(mark.id(), mark));
    return List.copyOf(latest.values());
  }

  private static String notInTable(SQLException e) {
    return "The table of changes in schema redline_mark cannot be used, the file %s alone is: %s"
        .formatted(MarkFile.NAME, ServerWords.of(e));
  }

  /** Empty where files are out of reach, or where they lie is hidden from the account. */
  private Optional<MarkFile> file(Connection connection) throws SQLException {
    if (!files.withinReach()) {
      return Optional.empty();
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(DATA_DIRECTORY)) {
      if (row.next()) {
        return Optional.of(new MarkFile(files, row.getString(1) + "/" + MarkFile.NAME));
      }
    }
    say.accept(
        "Where the server's files lie is hidden from this account: what file %s says of changes is not known. Grant it pg_read_all_settings."
            .formatted(MarkFile.NAME));
    return Optional.empty();
  }

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T with(Work<T> work) {
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new ServerControlException(
          "The server could not be asked about its changes: " + ServerWords.of(e), e);
    }
  }
}
