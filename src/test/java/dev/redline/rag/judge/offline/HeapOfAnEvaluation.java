package dev.redline.rag.judge.offline;

import dev.redline.SmallJvm;
import dev.redline.rag.Progress;
import dev.redline.rag.evaluation.EvaluationFile;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.evaluation.GivenAnswers;
import dev.redline.rag.evaluation.Judging;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * Evaluates a file in a process of its own, from reading it to writing the evaluation, and says how
 * much of the heap was in use at most: collected ten times while cases are judged, and at the end.
 */
final class HeapOfAnEvaluation implements Progress {

  private static final int TIMES = 10;

  private final int every;
  private int steps;
  private long most;

  private HeapOfAnEvaluation(int cases) {
    this.every = cases / TIMES;
  }

  public static void main(String[] arguments) {
    GivenAnswers given = GivenAnswers.read(Path.of(arguments[0]));
    HeapOfAnEvaluation heap = new HeapOfAnEvaluation(given.results().size());
    Judging judging = new OfflineService().begin("bench", given.results().size());
    EvaluationResult result =
        given.evaluate(
            cases -> new Judging(judging.judge(), judging.casesAtOnce(), heap), Clock.systemUTC());
    EvaluationFile.write(Path.of(arguments[1]), result);
    heap.collect();
    if (!result.summary().complete()) {
      throw new IllegalStateException("Not all were judged: " + result.summary().unjudged());
    }
    System.out.println(heap.most);
  }

  /** In bytes. */
  static long of(Path answers) throws IOException, InterruptedException {
    Path written = answers.resolveSibling("evaluation-of-" + answers.getFileName());
    Process child =
        new ProcessBuilder(
                SmallJvm.command(HeapOfAnEvaluation.class, answers.toString(), written.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (child.waitFor() != 0) {
      throw new IllegalStateException("The evaluation ended with " + child.exitValue());
    }
    return Long.parseLong(output.strip());
  }

  @Override
  public void step() {
    if (++steps % every == 0) {
      collect();
    }
  }

  private void collect() {
    System.gc();
    most = Math.max(most, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
  }

  @Override
  public void note(Supplier<String> text) {}

  @Override
  public void close() {}
}
