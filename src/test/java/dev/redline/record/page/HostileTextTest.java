package dev.redline.record.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a table, a document or a reply is called, the page shows it as text. */
class HostileTextTest {

  private static final int ELEMENTS =
      Jsoup.parse(HtmlPage.of(SamplePages.with("harmless"))).getAllElements().size();

  static Stream<String> hostile() {
    return Stream.of(
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "</td></table></style></title><h1>PASS</h1>&lt;\"'`",
        "abc\u202Etxt.exe\u2066\u200Bdef",
        "x".repeat(5000),
        "one\ntwo\r\n\n# PASS\n| a | b |\n@somebody [x](javascript:alert(1))");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void itAddsNoElementToThePage(String text) {
    Document page = Jsoup.parse(HtmlPage.of(SamplePages.with(text)));
    assertThat(page.getAllElements()).hasSize(ELEMENTS);
    assertThat(page.select("script, iframe, object, link")).isEmpty();
    assertThat(page.select("a"))
        .extracting(a -> a.attr("href"))
        .contains("#why", "#picture-1")
        .allMatch(
            href ->
                href.matches("#[a-z0-9-]+|(\\.\\./metrics/|allure-results/)[A-Za-z0-9%._*/-]+"));
    assertThat(page.selectFirst("#run tr:contains(Command) td").wholeText())
        .isEqualTo(Words.seen(text).replace("\r\n", "\n"));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void itAddsNoLineAndNoMarkupToTheComment(String text) {
    String harmless = MarkdownPage.of(SamplePages.with("harmless"));
    String comment = MarkdownPage.of(SamplePages.with(text));
    assertThat(comment.lines().count()).isEqualTo(harmless.lines().count());
    assertThat(comment)
        .doesNotContain("@somebody")
        .doesNotContainPattern("(?<!\\\\)(]\\(|<script|<img)");
    assertThat(comment.lines().filter(line -> line.startsWith("#")))
        .isEqualTo(harmless.lines().filter(line -> line.startsWith("#")).toList());
  }

  @Test
  void whatTurnsTheDirectionOrIsUnseenIsShownByItsNumber() {
    assertThat(Words.seen("a\u202Eb\u200Bc\u0007")).isEqualTo("a\\u202Eb\\u200Bc\\u0007");
    assertThat(Words.seen("two\nlines, שלום")).isEqualTo("two\nlines, שלום");
  }

  @Test
  void nothingMayRunOrBeFetched() {
    Document page = Jsoup.parse(HtmlPage.of(SamplePages.passed()));
    assertThat(page.selectFirst("meta[http-equiv]").attr("content"))
        .isEqualTo("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    assertThat(page.select("img")).allMatch(img -> img.attr("src").startsWith("data:image/svg"));
    assertThat(page.select("[onclick], script")).isEmpty();
    assertThat(page.select("[href]"))
        .extracting(link -> link.attr("href"))
        .containsExactly("../metrics/system_diagnostics/pg_settings_before.json");
  }
}
