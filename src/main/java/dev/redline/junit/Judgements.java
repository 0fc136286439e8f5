package dev.redline.junit;

import dev.redline.record.page.PageNotes;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the gates marked {@link Judgement} have found since the last gate that asked for all. */
public final class Judgements {

  private final Map<String, List<Verdict>> failed = new LinkedHashMap<>();
  private int passed;

  Judgements() {}

  /**
   * Every judgement has passed. Begins anew: what comes next is judged by itself.
   *
   * @return inconclusive if none was made
   */
  public Finding all() {
    List<Verdict> verdicts = new ArrayList<>(List.of(outcome()));
    failed.values().forEach(verdicts::addAll);
    failed.clear();
    passed = 0;
    return Finding.of(verdicts);
  }

  private Verdict outcome() {
    String subject = "judgements made";
    String required = "at least one, and all of them passed";
    String observed =
        "%d passed, not passed: %s"
            .formatted(passed, failed.isEmpty() ? "none" : String.join("; ", failed.keySet()));
    String next = PageNotes.TOLD_BY_GATES;
    if (passed + failed.size() == 0) {
      return Verdict.inconclusive(subject, "none", required, "run the whole phase");
    }
    if (failed.isEmpty()) {
      return Verdict.pass(subject, observed, required);
    }
    return isUndecided()
        ? Verdict.inconclusive(subject, observed, required, next)
        : Verdict.fail(subject, observed, required, next);
  }

  /** No judgement says that a promise is broken; some cannot say that it is kept. */
  private boolean isUndecided() {
    return failed.values().stream()
        .allMatch(
            verdicts ->
                !verdicts.isEmpty()
                    && verdicts.stream().noneMatch(each -> each.status() == Status.FAIL));
  }

  void passed() {
    passed++;
  }

  void failed(String gate, List<Verdict> verdicts) {
    failed.put(gate, verdicts);
  }

  /** One could not be made: none of the others is said to count any more. */
  void end() {
    failed.clear();
  }

  boolean hold(String gate) {
    return failed.containsKey(gate);
  }

  /** The first gate that did not pass; empty if all have so far. */
  Optional<String> firstFailed() {
    return failed.keySet().stream().findFirst();
  }
}
