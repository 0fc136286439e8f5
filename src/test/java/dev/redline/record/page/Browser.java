package dev.redline.record.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The distribution's Chromium, without a screen. */
record Browser(Path folder, String scheme) {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Pattern URL =
      Pattern.compile("\"url\":\"(?!file:|data:|blob:|chrome)([^\"]+)");

  /** What the browser itself asks for at its start; none of it is answered. */
  private static final Pattern OWN =
      Pattern.compile("https?://[a-z0-9.-]+\\.google(apis)?\\.com/.*");

  /**
   * What a browser had to say.
   *
   * @param content of the page, once its scripts have run
   * @param complaints of its console
   * @param asked addresses other than files
   */
  record Looked(String content, List<String> complaints, List<String> asked) {}

  static void assumeThere() {
    assumeTrue(
        Files.isExecutable(CHROMIUM), "NOT TESTED: no Chromium here; apt-get install chromium");
  }

  Looked look(URI page) throws IOException, InterruptedException {
    Path content = folder.resolve("content.html");
    Path said = folder.resolve("said.txt");
    Path net = folder.resolve("net.json");
    Process browser =
        new ProcessBuilder(command(page, net))
            .redirectOutput(content.toFile())
            .redirectError(said.toFile())
            .start();
    assertThat(browser.waitFor()).isZero();
    return new Looked(
        Files.readString(content),
        Files.readString(said).lines().filter(line -> line.contains("CONSOLE")).toList(),
        asked(Files.readString(net)));
  }

  private List<String> command(URI page, Path net) {
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
        "--virtual-time-budget=8000",
        "--dump-dom",
        page.toString());
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
