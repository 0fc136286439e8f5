package dev.redline.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.SmallJvm;
import dev.redline.trial.BareServer;
import dev.redline.trial.SharedBareServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One class of gates and one gate, run as an IDE runs a test: they leave the page of a run. */
@Tag("long")
@ExtendWith(SharedBareServer.class)
class IdeLaunchTest {

  private static final String GATES = "dev.redline.gates.DiscoveryGates";
  private static final String SETTINGS =
      GATES + "#settings(dev.redline.health.ServerHealth, dev.redline.record.GateRecord)";

  @TempDir private Path folder;
  private String url;
  private String deactivated = "";
  private int code;

  @BeforeEach
  void nameTheServer(BareServer server) throws Exception {
    url =
        "postgresql://redline:%s@127.0.0.1:%s/redline"
            .formatted(password(server), server.query("SHOW port").get(0));
  }

  @Test
  void aClassLeavesThePageThatItsTagLeaves() throws Exception {
    Path ide = launched("ide", IdeLaunch.class.getName(), GATES);
    Path program = launched("program", "dev.redline.cli.Main", "discovery");

    assertThat(sections(page(ide))).isEqualTo(sections(page(program)));
    assertThat(page(ide).select("#run tr:contains(Command) td").text())
        .isEqualTo("mvn verify -Dgroups=discovery");
    for (String form : List.of("html", "md", "json")) {
      assertThat(ide.resolve("reports/gate-record." + form)).isNotEmptyFile();
    }
  }

  @Test
  void aMethodLeavesThePageOfOneGate() throws Exception {
    Document page = page(launched("ide", IdeLaunch.class.getName(), SETTINGS));

    assertThat(page.selectFirst("h1").text()).startsWith("✓ PASS: 1 gate of discovery passed");
    assertThat(page.select("#gates tbody th").eachText())
        .containsExactly("All settings are on record");
  }

  /** As the program looks at what any way of running gates has left in a folder. */
  @ParameterizedTest
  @CsvSource({
    "removed, reports/gate-record.html, missing",
    "corrupted, reports/gate-record.json, changed since the run ended",
    "corrupted, reports/gate-record.md, changed since the run ended",
    "of another run, reports/gate-record.dsse.json, not of this run",
    "removed, *-result.json, missing",
    "corrupted, *-result.json, changed since the run ended",
    "duplicated, *-result.json, not of this run",
    "removed, *-attachment.json, missing",
    "corrupted, *-attachment.json, changed since the run ended",
    "duplicated, *-attachment.json, not of this run"
  })
  void whatIsDoneToTheRecordAfterwardsIsFound(String what, String file, String found)
      throws Exception {
    Path ide = launched("ide", IdeLaunch.class.getName(), SETTINGS);
    assertThat(checked(ide)).contains("1 gates planned, run, passed and recorded");

    Path tampered =
        file.startsWith("*")
            ? named(ide.resolve("reports/allure-results"), file.substring(1))
            : ide.resolve(file);
    switch (what) {
      case "removed" -> Files.delete(tampered);
      case "corrupted" -> Files.writeString(tampered, Files.readString(tampered) + " ");
      case "duplicated" ->
          Files.copy(tampered, tampered.resolveSibling("copy-" + tampered.getFileName()));
      default -> Files.writeString(tampered, "{}");
    }
    assertThat(checked(ide)).contains("This run is not a gate record", ": " + found);
  }

  /** Whoever starts it hears of it: no page says that it passed and nothing contradicts. */
  @Test
  void aRunWhoseGatesAreNotTakenDownEndsBadly() throws Exception {
    deactivated = "-Djunit.platform.execution.listeners.deactivate=dev.redline.record.*";
    launched("ide", IdeLaunch.class.getName(), SETTINGS);

    assertThat(code).isNotZero();
    assertThat(folder.resolve("ide.log")).content().contains("no gate was even planned");
  }

  /** A run that was killed leaves what it had planned. */
  @Test
  void aGateThatNeverEndedIsFound() throws Exception {
    Path ide = launched("ide", IdeLaunch.class.getName(), SETTINGS);
    Path ledger = ide.resolve(".redline/gate-ledger/gate-run.json");
    Files.writeString(
        ledger,
        Files.readString(ledger).replaceFirst("\"outcomes\" : \\{[^}]*}", "\"outcomes\" : {}"));

    assertThat(checked(ide)).contains("This run is not a gate record", "never ended");
  }

  private static Path named(Path parent, String ending) throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }

  private String checked(Path project) throws Exception {
    Path log = folder.resolve("check.log");
    ProcessBuilder check =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.redline.cli.Main",
                "check")
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    int code = check.start().waitFor();
    String said = Files.readString(log);
    assertThat(code).as(said).isEqualTo(said.contains("is not a gate record") ? 4 : 0);
    return said;
  }

  /** What each section says of which gate, without figures. */
  private static List<String> sections(Document page) {
    return Stream.of("#gates", "#measured", "#checked", "#left-alone", "#back", "#decide")
        .flatMap(section -> page.select(section + " tbody th, " + section + " h2").stream())
        .map(cell -> cell.text())
        .toList();
  }

  private static Document page(Path project) throws IOException {
    return Jsoup.parse(Files.readString(project.resolve("reports/gate-record.html")));
  }

  private Path launched(String name, String main, String argument) throws Exception {
    Path project = Files.createDirectory(folder.resolve(name));
    ProcessBuilder launch =
        new ProcessBuilder(SmallJvm.ordinary(main, argument))
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile());
    launch.environment().put("DATABASE_URL", url);
    launch.environment().put("JAVA_TOOL_OPTIONS", deactivated);
    code = launch.start().waitFor();
    return project;
  }

  private static String password(BareServer server) throws IOException {
    try (Stream<Path> files = Files.walk(server.home())) {
      return Files.readString(
              files.filter(file -> file.endsWith("password")).findFirst().orElseThrow())
          .strip();
    }
  }
}
