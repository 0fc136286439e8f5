package dev.redline.scan;

import dev.redline.scan.SkippedFile.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Takes down what was left out, by several threads, in memory of a fixed size. */
final class SkippedFiles {

  private static final class Page {
    private long count;
    private final TreeSet<String> first = new TreeSet<>();
  }

  private final Map<Reason, Page> pages = new EnumMap<>(Reason.class);

  synchronized void note(Reason reason, String path) {
    Page page = pages.computeIfAbsent(reason, missing -> new Page());
    page.count++;
    page.first.add(path);
    if (page.first.size() > SkippedFile.LISTED) {
      page.first.pollLast();
    }
  }

  synchronized List<SkippedFile> all() {
    List<SkippedFile> all = new ArrayList<>();
    pages.forEach(
        (reason, page) -> all.add(new SkippedFile(reason, page.count, List.copyOf(page.first))));
    return all;
  }
}
