package dev.redline.junit;

import static org.assertj.core.api.Assertions.assertThat;

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

/** One class of gates and one gate, run as an IDE runs a test: they leave the page of a run. */
@Tag("long")
@ExtendWith(SharedBareServer.class)
class IdeLaunchTest {

  private static final String GATES = "dev.redline.gates.DiscoveryGates";
  private static final String SETTINGS =
      GATES + "#settings(dev.redline.health.ServerHealth, dev.redline.record.GateRecord)";

  @TempDir private Path folder;
  private String url;

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
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main,
                argument)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile());
    launch.environment().put("DATABASE_URL", url);
    launch.start().waitFor();
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
