package dev.redline.rag.baseline;

import dev.redline.rag.JudgeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether two evaluations may be compared.
 *
 * @param differences that forbid it, each with both values; empty if it may be done
 * @param notes what differs and does not forbid it
 */
public record Comparability(List<String> differences, List<String> notes) {

  private static final int SHOWN = 3;

  static Comparability of(Measured before, Measured now) {
    List<String> differences = new ArrayList<>();
    judges(differences, before.judge(), now.judge());
    compare(differences, "model", before.judge().model(), now.judge().model());
    compare(differences, "corpus's SHA-256", before.corpusSha256(), now.corpusSha256());
    compare(differences, "cases' SHA-256", before.casesSha256(), now.casesSha256());
    compare(differences, "k", before.k(), now.k());
    compare(differences, "answerer", before.answerer(), now.answerer());
    differences.addAll(questions(before, now));
    return new Comparability(differences, server(before.server(), now.server()));
  }

  /** Whether the two may be compared. */
  public boolean comparable() {
    return differences.isEmpty();
  }

  /** Labels of the same name need not have been given by the same. */
  private static void judges(List<String> differences, JudgeId before, JudgeId now) {
    Optional<String> reason = before.incomparable().or(now::incomparable);
    if (reason.isPresent()) {
      differences.add("judge: baseline %s, now %s: %s".formatted(before, now, reason.get()));
    } else {
      compare(differences, "judge", before, now);
    }
  }

  /** Which those are behind a hash that differs; where none does, a file was edited since. */
  private static List<String> questions(Measured before, Measured now) {
    Map<String, String> was = texts(before);
    Map<String, String> is = texts(now);
    List<String> differences = new ArrayList<>();
    was.forEach((id, query) -> compare(differences, "question " + id, query, is.get(id)));
    is.keySet().stream()
        .filter(id -> !was.containsKey(id))
        .forEach(id -> compare(differences, "question " + id, null, is.get(id)));
    return differences.size() <= SHOWN
        ? differences
        : List.of(
            "%d questions, the first of them %s".formatted(differences.size(), differences.get(0)));
  }

  private static Map<String, String> texts(Measured measured) {
    return measured.questions().stream()
        .collect(Collectors.toMap(QuestionScore::queryId, QuestionScore::query));
  }

  private static List<String> server(
      @Nullable ServerFingerprint before, @Nullable ServerFingerprint now) {
    List<String> notes = new ArrayList<>();
    if (before == null || now == null) {
      compare(notes, "server", before, now);
      return notes;
    }
    compare(notes, "system identifier", before.systemIdentifier(), now.systemIdentifier());
    compare(notes, "PostgreSQL", before.version(), now.version());
    compare(notes, "pgvector", before.vectorVersion(), now.vectorVersion());
    return notes;
  }

  private static void compare(
      List<String> found, String field, @Nullable Object before, @Nullable Object now) {
    if (!Objects.equals(shown(before), shown(now))) {
      found.add("%s: baseline %s, now %s".formatted(field, shown(before), shown(now)));
    }
  }

  private static String shown(@Nullable Object value) {
    return value == null ? "none" : value.toString();
  }
}
