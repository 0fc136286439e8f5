package dev.redline.record.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.redline.SmallJvm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * A run in a folder of its own, on what is made to be taken for more than text.
 *
 * @param work for what the test itself writes
 */
record HostileRun(Path project, Path work) {

  private static final String UNSEEN = "[\u001B\u200B\u202A-\u202E\u2066-\u2069]";

  /** What the run said. */
  String run(Map<String, String> environment, String... arguments) throws Exception {
    Path log = work.resolve("run.log");
    ProcessBuilder run =
        new ProcessBuilder(SmallJvm.program(arguments))
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    run.environment().putAll(environment);
    run.start().waitFor();
    return Files.readString(log);
  }

  Path page() {
    return project.resolve("reports/gate-record.html");
  }

  /** The files of reports/ and metrics/ that end so. */
  List<String> files(String... endings) {
    return Stream.of("reports", "metrics")
        .flatMap(folder -> walk(project.resolve(folder)))
        .map(file -> project.relativize(file).toString())
        .filter(file -> Stream.of(endings).anyMatch(file::endsWith))
        .toList();
  }

  /** Neither adds anything to what it is shown in, nor hides or turns anything. */
  void assertThatAllIsText(String console) throws Exception {
    assertThat(console).doesNotContainPattern(UNSEEN).doesNotContainPattern("(?m)^(# PASS|two)");
    for (String file :
        files(".html", ".md", ".json", ".jsonl", ".txt", ".csv", ".svg", ".properties")) {
      assertThat(Files.readString(project.resolve(file)))
          .as(file)
          .doesNotContainPattern(UNSEEN)
          .doesNotContainPattern(file.endsWith(".md") ? "(?m)^# PASS" : "\u001B");
    }
    assertThatThePageShowsIt();
    new AllureReport(project).generate();
    assertThatTheReportShowsIt();
  }

  private void assertThatThePageShowsIt() throws Exception {
    Document page = Jsoup.parse(page().toFile());
    assertThat(page.select("script, iframe, object, link, h1 ~ h1")).isEmpty();
    for (String scheme : List.of("light", "dark")) {
      Browser.Looked looked = new Browser(work, scheme).look(page().toUri());
      assertThat(looked.complaints()).isEmpty();
      assertThat(looked.asked()).isEmpty();
    }
  }

  private void assertThatTheReportShowsIt() throws Exception {
    HttpServer files = new FileServer(project).start();
    try {
      String origin = "http://127.0.0.1:" + files.getAddress().getPort();
      for (String page : List.of("#suites", "#categories", "#behaviors")) {
        Browser.Looked looked =
            new Browser(work, "light")
                .look(URI.create(origin + "/reports/allure/index.html" + page));
        assertThat(looked.complaints()).isEmpty();
        assertThat(looked.asked()).isNotEmpty().allMatch(url -> url.startsWith(origin));
        assertThat(Jsoup.parse(looked.content()).select("h1").eachText())
            .noneMatch(text -> text.contains("✓ PASS"));
      }
    } finally {
      files.stop(0);
    }
  }

  private static Stream<Path> walk(Path folder) {
    try {
      return Files.walk(folder).filter(Files::isRegularFile);
    } catch (IOException e) {
      throw new AssertionError(folder.toString(), e);
    }
  }
}
