package dev.redline.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One system call as strace wrote it down.
 *
 * @param arguments as strace prints them, descriptors with their paths, data in hexadecimal
 * @param result what it returned; {@code ?} if the process did not live to see it
 */
record SystemCall(String thread, String name, String arguments, String result) {

  private static final Pattern WHOLE =
      Pattern.compile("(\\d+) +([a-z_0-9]+)\\((.*)\\) += (\\?|-?\\d+.*)");
  private static final Pattern BEGUN =
      Pattern.compile("(\\d+) +([a-z_0-9]+)\\((.*) <unfinished \\.\\.\\.>");
  private static final Pattern ENDED =
      Pattern.compile("(\\d+) +<\\.\\.\\. [a-z_0-9]+ resumed>(.*)\\) += (\\?|-?\\d+.*)");
  private static final Pattern QUOTED = Pattern.compile("\"((?:\\\\x[0-9a-f]{2})*)\"");
  private static final Pattern PLACED =
      Pattern.compile(
          "(?:(?:AT_FDCWD|\\d+)(?:<((?:\\\\x[0-9a-f]{2})*)>)?, )?\"((?:\\\\x[0-9a-f]{2})*)\"");
  private static final Pattern DESCRIPTOR = Pattern.compile("<((?:\\\\x[0-9a-f]{2})*)>");

  /** The calls of a recording, in the order in which they began. */
  static List<SystemCall> read(Path log) throws IOException {
    List<SystemCall> calls = new ArrayList<>();
    for (String line : Files.readAllLines(log, StandardCharsets.ISO_8859_1)) {
      Matcher whole = WHOLE.matcher(line);
      Matcher begun = BEGUN.matcher(line);
      Matcher ended = ENDED.matcher(line);
      if (whole.matches()) {
        calls.add(new SystemCall(whole.group(1), whole.group(2), whole.group(3), whole.group(4)));
      } else if (begun.matches()) {
        calls.add(new SystemCall(begun.group(1), begun.group(2), begun.group(3), "?"));
      } else if (ended.matches()) {
        finish(calls, ended.group(1), ended.group(2), ended.group(3));
      }
    }
    return calls;
  }

  /** The file that it is about; of a move, the one that it makes. Empty if there is none. */
  String path() {
    List<String> quoted = found(QUOTED);
    List<String> descriptors = found(DESCRIPTOR);
    if (name.startsWith("write") || name.startsWith("pwrite") || quoted.isEmpty()) {
      return descriptors.isEmpty() ? "" : descriptors.get(0);
    }
    List<String> places = places();
    return places.get(places.size() - 1);
  }

  /** The file that is moved. */
  String source() {
    return places().get(0);
  }

  /** The data that is written, one character a byte. */
  byte[] data() {
    return found(QUOTED).get(0).getBytes(StandardCharsets.ISO_8859_1);
  }

  boolean succeeded() {
    return !result.startsWith("-") && !result.equals("?");
  }

  private static void finish(List<SystemCall> calls, String thread, String rest, String result) {
    for (int i = calls.size() - 1; i >= 0; i--) {
      SystemCall call = calls.get(i);
      if (call.thread().equals(thread)) {
        calls.set(i, new SystemCall(thread, call.name(), call.arguments() + rest, result));
        return;
      }
    }
  }

  /** Paths, those that begin in an open folder with the path of that folder. */
  private List<String> places() {
    return PLACED.matcher(arguments).results().map(SystemCall::place).toList();
  }

  private static String place(MatchResult match) {
    String path = unescaped(match.group(2));
    return path.startsWith("/") || match.group(1) == null
        ? path
        : unescaped(match.group(1)) + "/" + path;
  }

  private List<String> found(Pattern pattern) {
    return pattern.matcher(arguments).results().map(match -> unescaped(match.group(1))).toList();
  }

  private static String unescaped(String text) {
    byte[] bytes = HexFormat.of().parseHex(text.replace("\\x", ""));
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
