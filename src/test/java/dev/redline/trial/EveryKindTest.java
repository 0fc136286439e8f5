package dev.redline.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fixtures/servers/walk runs: stage A on each kind of server, declined and committed. */
@Tag("long")
class EveryKindTest {

  private static final Path KNOWLEDGE_BASE = Path.of("fixtures/servers/knowledge-base.yaml");
  private static final List<String> FILES = List.of("start: %start", "stop: %stop");
  private static final List<String> STATEMENTS =
      List.of("restart: %restart", "apply: alter_system");
  private static final List<String> INCLUDED =
      List.of("start: %start", "stop: %stop", "apply: {include: %folderzz-redline.conf}");

  /** By kind: the lines about the server in gates/target.yaml. */
  private static final Map<String, List<String>> KINDS =
      Map.ofEntries(
          Map.entry("plain", FILES),
          Map.entry("debian", INCLUDED),
          Map.entry("include", INCLUDED),
          Map.entry("alter-system", STATEMENTS),
          Map.entry("address", STATEMENTS),
          Map.entry("tablespace", FILES),
          Map.entry("root-owned", FILES),
          Map.entry("peer", FILES),
          Map.entry("tls", FILES),
          Map.entry("standby", FILES),
          Map.entry("pgbouncer", FILES),
          Map.entry("application", FILES),
          Map.entry("non-superuser", STATEMENTS),
          Map.entry("searches", FILES));

  static Stream<String> kinds() {
    String named = System.getenv().getOrDefault("REDLINE_KINDS", "").strip();
    return named.isEmpty() ? KINDS.keySet().stream().sorted() : Arrays.stream(named.split("\\s+"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void stageAIsDeclinedWithoutATraceAndCommittedWithNothingButItsSettings(String kind)
      throws Exception {
    List<String> yours = KINDS.get(kind);
    try (MadeTrial made = MadeTrial.readOnly(MadeServer.of(kind))) {
      yours(made, yours);
      if (kind.equals("searches")) {
        made.trial().write("workload.yaml", Files.readString(KNOWLEDGE_BASE));
      }
      List<String> before = state(made);
      assertThat(made.untilItsCommit("StageA").message())
          .startsWith("PAUSED: decision about commit");
      made.trial().withoutProperty("approve").property("decline", "commit");
      assertThat(made.trial().run("StageA").message()).contains("proven to be as before");
      assertThat(state(made)).as("after the decline").isEqualTo(before);

      GateOutcomes waiting = made.untilItsCommit("StageA");
      made.trial().property("approve", waiting.approvals());
      assertThat(made.trial().run("StageA").failed()).isEmpty();
      List<String> after = state(made);
      List<String> differences = settingsThatDiffer(before, after);
      assertThat(planned(made)).containsAll(differences);
      assertThat(rights(after).stream().filter(line -> !line.contains("zz-redline.conf")))
          .as("path, owner, group, mode and ACL of each configuration file")
          .isEqualTo(rights(before));
      write(kind, yours, differences);
    }
  }

  private static void yours(MadeTrial made, List<String> lines) throws Exception {
    String folder =
        Path.of(made.server().fact("configuration")).getParent().resolve("conf.d") + "/";
    made.yours(lines.stream().map(each -> each.replace("%folder", folder)).toArray(String[]::new));
  }

  private static List<String> state(MadeTrial made) throws Exception {
    Process process =
        new ProcessBuilder(
                "fixtures/servers/state", made.server().fact("folder"), made.server().fact("port"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return text.lines().toList();
  }

  /** Names of settings in the part about settings, in which the lines differ. */
  private static List<String> settingsThatDiffer(List<String> before, List<String> after) {
    assertThat(withoutMarks(part(after, "== globals and schemas")))
        .isEqualTo(withoutMarks(part(before, "== globals and schemas")));
    List<String> was = part(before, "== settings");
    return part(after, "== settings").stream()
        .filter(line -> !was.contains(line))
        .map(line -> line.split("\\|", 2)[0])
        .toList();
  }

  /** Without the digests; the file that a stage includes is its own, and a line with its ACL. */
  private static List<String> rights(List<String> state) {
    List<String> lines = new ArrayList<>();
    String path = "";
    for (String line : part(state, "== configuration files")) {
      path = line.startsWith("/") ? line : path;
      String rest = line.replaceAll("\\b[0-9a-f]{64} +-$", "");
      lines.add(line.startsWith("/") ? line : path + ": " + rest);
    }
    return lines;
  }

  /** What a committed change leaves besides, so that other clones know of it. */
  private static List<String> withoutMarks(List<String> dump) {
    List<String> rest = new ArrayList<>();
    boolean marks = false;
    for (String line : dump) {
      if (line.startsWith("-- Name: ") || line.startsWith("-- Database ")) {
        marks = line.contains("redline_mark");
      }
      if (!marks && !line.isBlank() && !line.startsWith("--") && !line.startsWith("SET ")) {
        rest.add(line);
      }
    }
    return rest;
  }

  private static List<String> part(List<String> state, String title) {
    return state.stream()
        .dropWhile(line -> !line.equals(title))
        .skip(1)
        .takeWhile(line -> !line.startsWith("== "))
        .toList();
  }

  private static List<String> planned(MadeTrial made) {
    Plan plan = Plan.load(made.trial().gates());
    List<String> names =
        plan.phase("stageA").stage().orElseThrow().settings().stream()
            .map(setting -> setting.name())
            .toList();
    return Stream.concat(names.stream(), plan.derivedFrom(names).stream()).toList();
  }

  private static void write(String kind, List<String> yours, List<String> differences)
      throws Exception {
    String way = yours.stream().filter(line -> line.startsWith("apply")).findFirst().orElse("");
    Files.writeString(
        Path.of("target/servers.md"),
        "| %s | %s | as before | %s |%n"
            .formatted(
                kind,
                way.isEmpty() ? "postgresql.conf" : way.replaceAll("apply: |[{}]|: %.*", ""),
                differences.stream().collect(Collectors.joining(", "))),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
