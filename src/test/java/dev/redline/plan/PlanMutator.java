package dev.redline.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks a text of gates/ in one to three places; the same seed breaks it in the same way. */
final class PlanMutator {

  private static final List<String> HOSTILE =
      List.of(
          "0",
          "-1",
          "1e99",
          ".nan",
          ".inf",
          "99999999999999999999",
          "true",
          "null",
          "~",
          "''",
          "off",
          "99999TB",
          "10h",
          "0.0000001ms",
          "-5%",
          "[]",
          "{}",
          "[a, b]",
          "{a: b}",
          "../../../etc/passwd",
          ".git",
          "README.md",
          "fsync",
          "data_directory",
          "shared_bufers",
          "\"\\e[2J\"",
          "\"x'\\nfsync = off\"",
          "*alias",
          "&anchor 1",
          "!!int 3",
          "|",
          ">",
          "? x",
          "2025-01-01",
          "0x10",
          "0o17",
          "1_000",
          "<script>",
          "'; DROP TABLE x; --",
          "$(id)",
          "\u202e",
          "\ud83d\ude00",
          "stageA",
          "8GB",
          "lz4",
          "discovery",
          "allowed");

  private static final Pattern VALUE = Pattern.compile("(?<=[:\\[{,-] )[^\\s,\\]}#]+");

  private final Random random;

  PlanMutator(long seed) {
    this.random = new Random(seed);
  }

  String mutate(String text) {
    String mutated = text;
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      mutated = once(mutated);
    }
    return mutated;
  }

  private String once(String text) {
    return switch (random.nextInt(9)) {
      case 0 -> lines(text, lines -> lines.remove(any(lines)));
      case 1 -> lines(text, lines -> lines.add(any(lines), lines.get(any(lines))));
      case 2 -> lines(text, lines -> lines.add(any(lines), lines.remove(any(lines))));
      case 3 -> indented(text);
      case 4 -> text.isEmpty() ? text : text.substring(0, random.nextInt(text.length()));
      case 5 -> inserted(text, HOSTILE.get(random.nextInt(HOSTILE.size())));
      case 6 -> inserted(text, String.valueOf((char) random.nextInt(0x180)));
      default -> valued(text);
    };
  }

  private interface Edit {
    void on(List<String> lines);
  }

  private static String lines(String text, Edit edit) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (lines.size() > 1) {
      edit.on(lines);
    }
    return String.join("\n", lines) + "\n";
  }

  private int any(List<String> lines) {
    return random.nextInt(lines.size());
  }

  private String indented(String text) {
    return lines(
        text,
        lines -> {
          int at = any(lines);
          lines.set(at, random.nextBoolean() ? "  " + lines.get(at) : lines.get(at).strip());
        });
  }

  private String inserted(String text, String more) {
    int at = random.nextInt(text.length() + 1);
    return text.substring(0, at) + more + text.substring(at);
  }

  /** Another value in place of one that stands there. */
  private String valued(String text) {
    List<int[]> places = new ArrayList<>();
    Matcher values = VALUE.matcher(text);
    while (values.find()) {
      places.add(new int[] {values.start(), values.end()});
    }
    if (places.isEmpty()) {
      return text;
    }
    int[] place = places.get(random.nextInt(places.size()));
    String value = HOSTILE.get(random.nextInt(HOSTILE.size()));
    return text.substring(0, place[0]) + value + text.substring(place[1]);
  }
}
