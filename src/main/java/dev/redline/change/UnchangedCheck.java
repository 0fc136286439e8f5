package dev.redline.change;

import dev.redline.postgres.ServerState;
import dev.redline.postgres.SettingDifference;
import dev.redline.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds a server against what it was before a change. */
public final class UnchangedCheck {

  private UnchangedCheck() {}

  /** Who may write to the tables between two looks at them. */
  enum Writers {
    /** On a throwaway server a row more is as wrong as a row less. */
    NOBODY("as many as before") {
      @Override
      boolean kept(@Nullable Long rows, long before) {
        return rows != null && rows == before;
      }
    },
    /** On a server of yours applications go on to add rows. */
    APPLICATIONS("as many as before or more") {
      @Override
      boolean kept(@Nullable Long rows, long before) {
        return rows != null && rows >= before;
      }
    };

    private final String rule;

    Writers(String rule) {
      this.rule = rule;
    }

    abstract boolean kept(@Nullable Long rows, long before);
  }

  /** Every row and every valid index is still there. */
  public static List<Verdict> ofData(ServerState before, ServerState after, Writers writers) {
    List<String> lostIndexes = new ArrayList<>(before.validIndexes());
    lostIndexes.removeAll(after.validIndexes());
    Map<String, Long> was = before.rows().byTable();
    Map<String, Long> is = after.rows().byTable();
    boolean kept =
        was.entrySet().stream()
            .allMatch(table -> writers.kept(is.get(table.getKey()), table.getValue()));
    String expected = "%s: %s".formatted(writers.rule, was);
    return List.of(
        kept
            ? Verdict.pass("rows of the tables with vectors", is.toString(), expected)
            : Verdict.fail(
                "rows of the tables with vectors",
                is.toString(),
                expected,
                "find out who writes to them, or restore them from a backup"),
        Verdict.none(
            "vector indexes lost or invalid since",
            lostIndexes,
            "none of " + before.validIndexes().size(),
            "REINDEX INDEX, or create it again"));
  }

  /** Extensions, roles, schemas and relations are what they were. */
  public static Verdict ofObjects(ServerState before, ServerState after) {
    Map<String, String> was = before.objects().byName();
    Map<String, String> is = after.objects().byName();
    TreeSet<String> names = new TreeSet<>(was.keySet());
    names.addAll(is.keySet());
    return Verdict.none(
        "extensions, roles, schemas and relations that are not as before",
        names.stream()
            .filter(name -> !Objects.equals(was.get(name), is.get(name)))
            .map(
                name ->
                    "%s: %s -> %s"
                        .formatted(name, before.objects().shown(name), after.objects().shown(name)))
            .toList(),
        "none",
        "drop what is left, create again what is missing; the record says what was there");
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
