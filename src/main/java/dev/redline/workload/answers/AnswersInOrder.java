package dev.redline.workload.answers;

import dev.redline.rag.Answered;
import dev.redline.rag.Case;
import dev.redline.rag.evaluation.JudgedResults;
import dev.redline.search.WorkloadException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers of a command, matched with the questions that it was asked.
 *
 * @param file that they are from
 */
record AnswersInOrder(JudgedResults given, Path file) {

  private static final int SHOWN = 3;

  /**
   * One for each case, in the cases' order; question and reference are those of the case.
   *
   * @throws WorkloadException if one is missing, is to no question, or cannot be held against the
   *     passages that its case names
   */
  Stream<Answered> to(List<Case> cases) {
    Map<String, Integer> places = new HashMap<>();
    given.ids().forEach(id -> places.put(id, places.size()));
    List<String> asked = cases.stream().map(Case::queryId).toList();
    require("has no answer to %d of %d questions: ", without(asked, places.keySet()), asked);
    require(
        "answers %d questions that were not among the %d asked: ",
        without(given.ids(), Set.copyOf(asked)), asked);
    return cases.stream().map(question -> answered(question, places));
  }

  private static List<String> without(List<String> ids, Set<String> others) {
    return ids.stream().filter(id -> !others.contains(id)).toList();
  }

  private Answered answered(Case question, Map<String, Integer> places) {
    Answered answer = given.get(Objects.requireNonNull(places.get(question.queryId()))).answered();
    boolean nameless = answer.context().stream().anyMatch(passage -> passage.docId() == null);
    if (nameless && !question.evidence().isEmpty()) {
      throw new WorkloadException(
          "%s: the answer to %s has a passage without doc_id, and the case names its passages by id"
              .formatted(file, question.queryId()));
    }
    return question.answered(answer.response(), answer.context());
  }

  private void require(String what, List<String> wrong, List<String> asked) {
    if (!wrong.isEmpty()) {
      throw new WorkloadException(
          file
              + " "
              + what.formatted(wrong.size(), asked.size())
              + wrong.stream().limit(SHOWN).collect(Collectors.joining(", "))
              + (wrong.size() > SHOWN ? ", …" : ""));
    }
  }
}
