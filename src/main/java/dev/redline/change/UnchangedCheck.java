package dev.redline.change;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.KeySample;
import dev.redline.postgres.RowCounts;
import dev.redline.postgres.ServerState;
import dev.redline.postgres.SettingDifference;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Holds a server against what it was before a change. */
public final class UnchangedCheck {

  private UnchangedCheck() {}

  /** Who may write to the tables between two looks at them. */
  enum Writers {
    /** On a throwaway server a row more is as wrong as a row less. */
    NOBODY,
    /** On a server of somebody's applications go on to add and to delete rows. */
    APPLICATIONS
  }

  /**
   * Every table, every valid index and every row is still there. Where applications write, rows may
   * be fewer by as many as the server's own counters say were deleted.
   */
  public static List<Verdict> ofData(ServerState before, ServerState after, Writers writers) {
    List<String> lostIndexes = new ArrayList<>(before.validIndexes());
    lostIndexes.removeAll(after.validIndexes());
    return List.of(
        rows(before.rows(), after.rows(), writers),
        Verdict.none(
            "tables with vectors that are gone or were made anew",
            replaced(before.rows(), after.rows()),
            "none of " + before.rows().identities().size(),
            "find out who dropped them, or restore them from a backup"),
        Verdict.none(
            "vector indexes lost or invalid since",
            lostIndexes,
            "none of " + before.validIndexes().size(),
            "REINDEX INDEX, or create it again"));
  }

  private static Verdict rows(RowCounts was, RowCounts is, Writers writers) {
    String subject = "rows of the tables with vectors";
    String rule =
        writers == Writers.NOBODY
            ? "as many as before: "
            : "as many as before, less what was deleted by statements: ";
    List<String> lost =
        was.byTable().entrySet().stream()
            .filter(table -> !kept(table.getKey(), was, is, writers))
            .map(Map.Entry::getKey)
            .toList();
    String observed = is.byTable() + (lost.isEmpty() ? "" : ", not accounted for: " + lost);
    String next = "find out who writes to them, or restore them from a backup";
    return lost.isEmpty()
        ? Verdict.pass(subject, observed, rule + was.byTable())
        : Verdict.fail(subject, observed, rule + was.byTable(), next);
  }

  private static boolean kept(String table, RowCounts was, RowCounts is, Writers writers) {
    Long before = was.byTable().get(table);
    Long after = is.byTable().get(table);
    if (before == null || after == null) {
      return before == null || is.identities().containsKey(table);
    }
    return writers == Writers.NOBODY
        ? before.equals(after)
        : before - after <= deletedSince(table, was, is);
  }

  /** A crash resets the server's counters: then they account for what was deleted since it. */
  private static long deletedSince(String table, RowCounts was, RowCounts is) {
    long before = was.deleted().getOrDefault(table, 0L);
    long now = is.deleted().getOrDefault(table, 0L);
    return now < before ? now : now - before;
  }

  /**
   * Rows that were looked for again are there. Where applications write, as many may be missing as
   * the server's own counters say were deleted or moved.
   */
  static Verdict ofKeys(List<KeySample.Missing> found, Writers writers) {
    return Verdict.none(
        "sampled rows of the tables with vectors that are missing",
        found.stream()
            .filter(each -> each.missing() > (writers == Writers.NOBODY ? 0 : each.accounted()))
            .toList(),
        "none of %d but what statements deleted"
            .formatted(found.stream().mapToInt(KeySample.Missing::asked).sum()),
        "find out who writes to them, or restore them from a backup");
  }

  private static List<String> replaced(RowCounts was, RowCounts is) {
    return was.identities().entrySet().stream()
        .filter(table -> !table.getValue().equals(is.identities().get(table.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Extensions, roles, schemas and relations are what they were. */
  public static Verdict ofObjects(ServerState before, ServerState after) {
    return ofObjects(before, after, Set.of());
  }

  /**
   * The same but for what the change alters, and the settings of roles among that.
   *
   * @param altered names of objects
   */
  static Verdict ofObjects(ServerState before, ServerState after, Set<String> altered) {
    Map<String, String> was = before.objects().byName();
    Map<String, String> is = after.objects().byName();
    TreeSet<String> names = new TreeSet<>(was.keySet());
    names.addAll(is.keySet());
    return Verdict.none(
        "extensions, roles, schemas and relations that are not as before",
        names.stream()
            .filter(name -> !Objects.equals(was.get(name), is.get(name)))
            .filter(name -> !isOf(altered, name))
            .map(
                name ->
                    "%s: %s -> %s"
                        .formatted(name, before.objects().shown(name), after.objects().shown(name)))
            .toList(),
        "none",
        "drop what is left, create again what is missing; the record says what was there");
  }

  /** The settings as a session of now has them. */
  static SettingsSnapshot settings(PhaseContext context) throws SQLException {
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      return SettingsSnapshot.take(connection, context.clock());
    }
  }

  private static boolean isOf(Set<String> altered, String object) {
    return altered.stream()
        .anyMatch(
            each ->
                object.equals(each) || object.endsWith(" of %s in database any".formatted(each)));
  }

  /** No setting differs but those that may. */
  public static Verdict ofSettings(ServerState before, ServerState after, Set<String> mayDiffer) {
    List<SettingDifference> unplanned =
        after.settings().differencesFrom(before.settings()).stream()
            .filter(difference -> !mayDiffer.contains(difference.name()))
            .toList();
    return Verdict.none(
        "settings that differ and should not", unplanned, "none", "find out who changed them");
  }
}
