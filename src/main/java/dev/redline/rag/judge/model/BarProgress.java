package dev.redline.rag.judge.model;

import dev.redline.rag.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar with steps, time and what is left of it. */
public final class BarProgress implements Progress {

  private static final int WIDTH = 110;
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

  private final ProgressBar bar;

  private BarProgress(ProgressBarBuilder builder) {
    this.bar = builder.build();
  }

  /** A bar that is drawn over itself, for a terminal. */
  public static BarProgress bar(PrintStream out, String task, long steps) {
    return new BarProgress(
        builder(task, steps).setConsumer(new ConsoleProgressBarConsumer(out, WIDTH)));
  }

  /** A new line now and then, for a log. */
  static BarProgress lines(PrintStream out, String task, long steps) {
    return new BarProgress(
        builder(task, steps)
            .setUpdateIntervalMillis((int) BETWEEN_LINES.toMillis())
            .setConsumer(new DelegatingProgressBarConsumer(out::println, WIDTH)));
  }

  private static ProgressBarBuilder builder(String task, long steps) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(steps)
        .setStyle(ProgressBarStyle.ASCII)
        .setMaxRenderedLength(WIDTH);
  }

  @Override
  public void step() {
    bar.step();
  }

  @Override
  public void note(Supplier<String> text) {
    bar.setExtraMessage(" " + text.get());
  }

  @Override
  public void close() {
    bar.close();
  }
}
