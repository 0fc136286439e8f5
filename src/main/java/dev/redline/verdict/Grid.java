package dev.redline.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Counts to be drawn as cells, the darker the more.
 *
 * @param columns what stands below the cells, from the left, each once
 * @param rows what stands beside the cells, from the top, each once
 * @param counts a list for each row, with a count for every column
 */
public record Grid(
    String title,
    String xTitle,
    String yTitle,
    List<String> columns,
    List<String> rows,
    List<List<Integer>> counts)
    implements Picture {

  public Grid {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    counts = counts.stream().map(List::copyOf).toList();
  }

  @Override
  public Table table() {
    List<List<String>> lines = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      lines.add(
          Stream.concat(Stream.of(rows.get(i)), counts.get(i).stream().map(String::valueOf))
              .toList());
    }
    Stream<String> heads = columns.stream().map(column -> "%s: %s".formatted(xTitle, column));
    return new Table(Stream.concat(Stream.of(yTitle), heads).toList(), lines);
  }
}
