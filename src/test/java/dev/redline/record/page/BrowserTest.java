package dev.redline.record.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.record.page.Browser.Looked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a browser: it complains of nothing and asks nobody for anything. */
@Tag("long")
class BrowserTest {

  @TempDir private Path folder;

  @BeforeAll
  static void aBrowserIsThere() {
    Browser.assumeThere();
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

  /** As on a telephone: nothing has to be moved sideways to be read. */
  @Test
  void aNarrowScreenHoldsThePageInItsWidth() throws Exception {
    for (GateRecordPage page : List.of(SamplePages.passed(), SamplePages.paused())) {
      String measuring =
          "<iframe width=420 height=800 style='border:0' srcdoc=\"%s\"></iframe><script>onload = () => {"
                  .formatted(HtmlPage.of(page).replace("&", "&amp;").replace("\"", "&quot;"))
              + " let root = document.querySelector('iframe').contentDocument.documentElement;"
              + " document.title = root.scrollWidth + ' wide' }</script>";
      String looked = look(measuring, "light").content();

      assertThat(looked).containsPattern("<title>\\d+ wide");
      int wide = Integer.parseInt(looked.replaceAll("(?s).*<title>(\\d+) wide.*", "$1"));
      assertThat(wide).isBetween(300, 420);
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
    return new Browser(folder, scheme).look(page.toUri());
  }
}
