package dev.redline.record.page;

import java.nio.file.Path;

/** Writes a page of each kind, to look at: {@code PageSamples target/pages}. */
final class PageSamples {

  private PageSamples() {}

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    new PageFiles(folder.resolve("passed"), folder).write(SamplePages.passed());
    new PageFiles(folder.resolve("rolled-back"), folder).write(SamplePages.rolledBack());
    new PageFiles(folder.resolve("paused"), folder).write(SamplePages.paused());
    new PageFiles(folder.resolve("inconclusive"), folder).write(SamplePages.inconclusive());
  }
}
