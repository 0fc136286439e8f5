package org.example;

import dev.redline.rag.Case;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What the pipelines of this folder know, and questions with the answers that are right. */
final class Knowledge {

  private static final List<String> THINGS =
      List.of("pump", "valve", "boiler", "filter", "sensor", "turbine", "heater", "tank");

  private Knowledge() {}

  /** Passages by id. */
  static Map<String, String> passages() {
    Map<String, String> passages = new TreeMap<>();
    for (int i = 0; i < 3 * THINGS.size(); i++) {
      passages.put("doc-" + i, fact(i));
    }
    return passages;
  }

  static List<Case> cases() {
    return IntStream.range(0, 3 * THINGS.size())
        .mapToObj(
            i ->
                new Case(
                    "q" + i,
                    "At which pressure is the %s in hall %d tested?".formatted(thing(i), hall(i)),
                    fact(i),
                    "fact",
                    List.of("doc-" + i)))
        .toList();
  }

  private static String fact(int i) {
    return "The %s in hall %d is tested at %d bar.".formatted(thing(i), hall(i), 40 + 7 * i);
  }

  private static String thing(int i) {
    return THINGS.get(i % THINGS.size());
  }

  private static int hall(int i) {
    return 1 + i / THINGS.size();
  }
}
