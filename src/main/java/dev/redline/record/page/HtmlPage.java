package dev.redline.record.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.img;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.style;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.title;
import static j2html.TagCreator.tr;

import dev.redline.record.EvidencePlace;
import dev.redline.record.page.PageTable.Shown;
import dev.redline.record.picture.SvgPicture;
import dev.redline.verdict.Picture;
import j2html.tags.DomContent;
import j2html.tags.specialized.TableTag;
import j2html.tags.specialized.TdTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The page as one HTML file: no script, nothing fetched. All text goes through j2html, which
 * escapes it; pictures are images, in which no script runs.
 */
final class HtmlPage {

  private static final int SHORT = 14;

  /** Nothing may run and nothing may be fetched, whatever a text holds. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

  /** The anchor of a picture, before its number. */
  static final String PICTURE = "picture-";

  private HtmlPage() {}

  /** The page where evidence lies in the folder beside its own. */
  static String of(GateRecordPage page) {
    return of(page, "../metrics");
  }

  /**
   * @param evidence the folder of the files of evidence, from that of the page
   */
  static String of(GateRecordPage page, String evidence) {
    String outcome = page.headline().outcome().word();
    return "<!DOCTYPE html>\n"
        + html(
                head(
                    meta().withCharset("utf-8"),
                    meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                    meta().attr("http-equiv", "Content-Security-Policy").withContent(POLICY),
                    meta().withName("color-scheme").withContent("light dark"),
                    title("Gate record: " + outcome),
                    style(css())),
                body(main(content(page, evidence))))
            .withLang("en")
            .render()
        + "\n";
  }

  private static DomContent[] content(GateRecordPage page, String evidence) {
    Stream<DomContent> parts =
        PageTables.of(page).stream()
            .flatMap(
                part ->
                    part.anchor().equals("checked")
                        ? Stream.concat(pictures(page.pictures()), Stream.of(part(part, evidence)))
                        : Stream.of(part(part, evidence)));
    return Stream.concat(Stream.of(headline(page), glance(page)), parts).toArray(DomContent[]::new);
  }

  private static DomContent headline(GateRecordPage page) {
    GateRecordPage.Headline headline = page.headline();
    return h1(
            span(headline.outcome().sign() + " " + headline.outcome().word()).withClass("word"),
            span(": " + Words.seen(headline.reason())).attr("dir", "auto"),
            iff(
                !page.why().isEmpty(),
                each(text(" "), a("Evidence").withHref("#" + PageTables.WHY))))
        .withClass("headline " + headline.outcome().name().toLowerCase(Locale.ROOT));
  }

  /** Where, when and how, in one line. */
  private static DomContent glance(GateRecordPage page) {
    GateRecordPage.About about = page.about();
    return p(
            part(about.server()),
            text(" · " + Words.time(about.started()) + " · " + Words.seconds(about.took()) + " · "),
            part(about.command()))
        .withClass("glance");
  }

  /** Stays on one line where one holds it: a command does not break at its hyphens. */
  private static DomContent part(String text) {
    return span(Words.glance(text)).withClass("part").attr("dir", "auto");
  }

  private static DomContent part(PageTable part, String evidence) {
    TableTag rows = rows(part, evidence);
    DomContent content =
        part.rows().isEmpty()
            ? p(part.none())
            : part.shown() == Shown.FOLDED
                ? details(summary(counted(part.rows().size())), rows)
                : rows;
    return section(h2(part.title()), content).withId(part.anchor());
  }

  /** How the first cell of a row is shown: what names evidence leads there. */
  private static DomContent named(PageTable part, int row, String evidence) {
    String name = part.rows().get(row).get(0);
    return part.places().isEmpty()
        ? text(name)
        : a(name).withHref(address(part.places().get(row), evidence));
  }

  private static String address(EvidencePlace place, String evidence) {
    return switch (place.kind()) {
      case FILE -> evidence + "/" + encoded(place.at());
      case ATTACHMENT -> encoded(place.at());
      case PICTURE -> "#" + place.at();
    };
  }

  /** As a path of an address. */
  private static String encoded(String file) {
    return URLEncoder.encode(file, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  private static TableTag rows(PageTable part, String evidence) {
    return table(
        thead(tr(each(part.columns(), name -> th(name).attr("scope", "col")))),
        tbody(
            each(
                IntStream.range(0, part.rows().size())
                    .mapToObj(row -> row(part, row, named(part, row, evidence))))));
  }

  private static DomContent row(PageTable part, int row, DomContent named) {
    List<String> cells = part.rows().get(row);
    return tr(
        th(named).attr("scope", "row").attr("dir", "auto"),
        each(
            IntStream.range(1, cells.size())
                .mapToObj(at -> cell(cells.get(at)).attr("data-name", part.columns().get(at)))));
  }

  /** A word or two stay on one line. */
  private static TdTag cell(String text) {
    TdTag cell = td(text).attr("dir", "auto");
    return text.length() <= SHORT ? cell.withClass("short") : cell;
  }

  private static String counted(int rows) {
    return rows == 1 ? "1 row" : rows + " rows";
  }

  private static Stream<DomContent> pictures(List<Picture> pictures) {
    return pictures.isEmpty()
        ? Stream.empty()
        : Stream.of(
            section(
                    h2("Pictures"),
                    each(
                        IntStream.range(0, pictures.size())
                            .mapToObj(at -> picture(pictures.get(at), PICTURE + (at + 1)))))
                .withId("pictures"));
  }

  private static DomContent picture(Picture picture, String anchor) {
    String svg =
        Base64.getEncoder().encodeToString(SvgPicture.of(picture).getBytes(StandardCharsets.UTF_8));
    return figure(
            h3(picture.title()),
            div(
                    img()
                        .withSrc("data:image/svg+xml;base64," + svg)
                        .withAlt(picture.title() + "; the figures are in the table beside it"),
                    rows(PageTables.of(picture), ""))
                .withClass("picture"))
        .withId(anchor);
  }

  private static String css() {
    try (InputStream css = HtmlPage.class.getResourceAsStream("gate-record.css")) {
      if (css == null) {
        throw new IllegalStateException("gate-record.css is missing from this build");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read gate-record.css", e);
    }
  }
}
