package dev.redline.workload.answers;

import dev.redline.postgres.Connector;
import dev.redline.rag.Case;
import dev.redline.rag.RetrievedText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A pipeline that does what a test says, one asking after the other. */
public final class Askings implements Pipeline {

  private final Deque<Function<Case, Answer>> script = new ArrayDeque<>();

  /** What it answers, from which passages. */
  public record Answer(String response, List<String> passages) {}

  /** Cases of which each names two of its passages, and has a reference where {@code reference}. */
  public static List<Case> cases(int count, boolean gold, boolean reference) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new Case(
                    "q" + i,
                    "What is number " + i + "?",
                    reference ? fact(i) : "",
                    "",
                    gold ? List.of("p" + i, "p" + (i + 1)) : List.of()))
        .toList();
  }

  /** What is true of a case. */
  public static String fact(int number) {
    return "Number %d is the sum of its %d parts.".formatted(number, number);
  }

  /** The passages that a case has as a rule: its own, the next, and two of no use. */
  public static List<String> passages(Case question) {
    int number = Integer.parseInt(question.queryId().substring(1));
    return List.of("p" + number, "x" + number, "p" + (number + 1), "y" + number);
  }

  /** What it does the next time that it is asked. */
  public Askings then(Function<Case, Answer> answer) {
    script.add(answer);
    return this;
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public Asking ask(Connector server, List<Case> cases) {
    Function<Case, Answer> next = script.remove();
    return Asking.of(
        cases.stream()
            .map(
                question -> {
                  Answer answer = next.apply(question);
                  return question.answered(
                      answer.response(),
                      answer.passages().stream()
                          .map(id -> new RetrievedText(id, "Text of " + id + "."))
                          .toList());
                }));
  }
}
