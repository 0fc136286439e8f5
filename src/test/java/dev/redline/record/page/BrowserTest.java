package dev.redline.record.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a browser: it complains of nothing and asks nobody for anything. */
@Tag("long")
class BrowserTest {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Pattern URL = Pattern.compile("\"url\":\"(?!file:|data:)([^\"]+)");

  /** What the browser itself asks for at its start; none of it is answered. */
  private static final Pattern OWN =
      Pattern.compile("https?://[a-z0-9.-]+\\.google(apis)?\\.com/.*");

  @TempDir private Path folder;

  /**
   * What a browser had to say.
   *
   * @param complaints of its console
   * @param asked addresses other than files
   */
  private record Looked(String content, List<String> complaints, List<String> asked) {}

  @BeforeAll
  static void aBrowserIsThere() {
    assumeTrue(
        Files.isExecutable(CHROMIUM), "NOT TESTED: no Chromium here; apt-get install chromium");
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void noPageComplainsOrAsksAnybodyForAnything(String scheme) throws Exception {
    Map<String, GateRecordPage> pages =
        Map.of(
            "PASS", SamplePages.passed(),
            "FAIL", SamplePages.rolledBack(),
            "PAUSED", SamplePages.paused(),
            "INCONCLUSIVE", SamplePages.inconclusive());
    for (Map.Entry<String, GateRecordPage> page : pages.entrySet()) {
      Looked looked = look(HtmlPage.of(page.getValue()), scheme);

      assertThat(looked.content()).contains("<title>Gate record: " + page.getKey());
      assertThat(looked.complaints()).isEmpty();
      assertThat(looked.asked()).isEmpty();
    }
  }

  @Test
  void aPageThatDoesSoIsFound() throws Exception {
    Looked looked =
        look(
            "<img src='http://127.0.0.1:9/x.png'><script>console.error('planted')</script>",
            "dark");

    assertThat(looked.complaints()).anyMatch(line -> line.contains("planted"));
    assertThat(looked.asked()).contains("http://127.0.0.1:9/x.png");
  }

  private Looked look(String html, String scheme) throws IOException, InterruptedException {
    Path page = Files.writeString(folder.resolve("page.html"), html);
    Path content = folder.resolve("content.html");
    Path said = folder.resolve("said.txt");
    Path net = folder.resolve("net.json");
    Process browser =
        new ProcessBuilder(command(page, net, scheme))
            .redirectOutput(content.toFile())
            .redirectError(said.toFile())
            .start();
    assertThat(browser.waitFor()).isZero();
    return new Looked(
        Files.readString(content),
        Files.readString(said).lines().filter(line -> line.contains("CONSOLE")).toList(),
        asked(Files.readString(net)));
  }

  private List<String> command(Path page, Path net, String scheme) {
    return List.of(
        CHROMIUM.toString(),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        "--user-data-dir=" + folder.resolve("profile"),
        "--blink-settings=preferredColorScheme=" + (scheme.equals("light") ? 1 : 0),
        "--enable-logging=stderr",
        "--log-net-log=" + net,
        "--virtual-time-budget=2000",
        "--dump-dom",
        page.toUri().toString());
  }

  private static List<String> asked(String netLog) {
    List<String> asked = new ArrayList<>();
    Matcher url = URL.matcher(netLog);
    while (url.find()) {
      if (!OWN.matcher(url.group(1)).matches()) {
        asked.add(url.group(1));
      }
    }
    return asked;
  }
}
