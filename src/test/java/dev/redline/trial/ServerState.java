package dev.redline.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * All of a server that a change could have touched, as fixtures/servers/state prints it.
 *
 * @param lines in its order
 */
record ServerState(List<String> lines) {

  /** Whether ACLs can be read, without which there is no state. */
  static boolean readable() {
    return Files.isExecutable(Path.of("/usr/bin/getfacl"));
  }

  /** Of the server itself. */
  static ServerState of(MadeServer server) throws IOException, InterruptedException {
    return read(server.fact("folder"), server.fact("port"));
  }

  /** Of the standby that follows it. */
  static ServerState ofStandby(MadeServer server) throws IOException, InterruptedException {
    return read(server.fact("folder"), server.fact("standby_port"), server.fact("standby_data"));
  }

  private static ServerState read(String... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("fixtures/servers/state"));
    words.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", words) + " failed");
    }
    return new ServerState(text.lines().toList());
  }

  /** Names of settings that are other here, or here alone, or there alone. */
  Set<String> settingsOtherThan(ServerState before) {
    return differences(before.settings(), settings());
  }

  /**
   * Paths of configuration files of which owner, group, mode, ACL or content are other here, or
   * that are here alone, or there alone.
   *
   * @param written the file that was to be written: its content may be other, nothing else
   */
  Set<String> filesOtherThan(ServerState before, String written) {
    return differences(before.files(written), files(written));
  }

  /** The dump, without what a committed change leaves so that other clones know of it. */
  List<String> dumpWithoutMarks() {
    List<String> rest = new ArrayList<>();
    boolean marks = false;
    for (String line : part("== globals and schemas")) {
      if (line.startsWith("-- Name: ") || line.startsWith("-- Database ")) {
        marks = line.contains("redline_mark");
      }
      if (!marks && !line.isBlank() && !line.startsWith("--") && !line.startsWith("SET ")) {
        rest.add(line);
      }
    }
    return rest;
  }

  private Map<String, String> settings() {
    Map<String, String> byName = new LinkedHashMap<>();
    part("== settings").forEach(line -> byName.put(line.split("\\|", 2)[0], line));
    return byName;
  }

  /** Two lines each: owner, group and mode; ACL and digest. */
  private Map<String, String> files(String written) {
    Map<String, String> byPath = new LinkedHashMap<>();
    String path = "";
    for (String line : part("== configuration files")) {
      path = line.startsWith("/") ? line.replaceFirst(" \\S+ \\S+ \\S+$", "") : path;
      String kept = path.equals(written) ? line.replaceAll("\\b[0-9a-f]{64} +-$", "") : line;
      byPath.merge(path, kept, (one, other) -> one + "\n" + other);
    }
    return byPath;
  }

  private static Set<String> differences(Map<String, String> before, Map<String, String> after) {
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    names.removeIf(name -> before.getOrDefault(name, "").equals(after.getOrDefault(name, "")));
    return names;
  }

  private List<String> part(String title) {
    return lines.stream()
        .dropWhile(line -> !line.equals(title))
        .skip(1)
        .takeWhile(line -> !line.startsWith("== "))
        .toList();
  }
}
