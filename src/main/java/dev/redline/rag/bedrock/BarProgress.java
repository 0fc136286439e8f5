package dev.redline.rag.bedrock;

import java.io.PrintStream;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar with steps, time and what is left of it. */
final class BarProgress implements Progress {

  private static final int WIDTH = 110;

  private final ProgressBar bar;

  BarProgress(PrintStream out, String task, long steps) {
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(steps)
            .setStyle(ProgressBarStyle.ASCII)
            .setMaxRenderedLength(WIDTH)
            .setConsumer(new ConsoleProgressBarConsumer(out, WIDTH))
            .build();
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
