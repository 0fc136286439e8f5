package dev.redline.record.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.record.picture.SvgPicture;
import dev.redline.verdict.Picture;
import dev.redline.verdict.Plot;
import dev.redline.verdict.Plot.Line;
import dev.redline.verdict.Table;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

class SvgPictureTest {

  private static final Picture LATENCY = SamplePages.passed().pictures().get(0);
  private static final Picture MEMORY = SamplePages.passed().pictures().get(1);

  @Test
  void equalFiguresGiveAnEqualPictureAndOthersAnother() {
    assertThat(SvgPicture.of(LATENCY)).isEqualTo(SvgPicture.of(LATENCY));
    assertThat(SvgPicture.of(LATENCY)).isNotEqualTo(SvgPicture.of(MEMORY));
  }

  @Test
  void itIsDrawnWithoutAScreenAndNamesNoFileElsewhere() {
    String svg = SvgPicture.of(LATENCY);
    assertThat(Jsoup.parse(svg, "", Parser.xmlParser()).select("svg path, svg line")).isNotEmpty();
    assertThat(
            svg.replace("http://www.w3.org/2000/svg", "")
                .replace("http://www.w3.org/1999/xlink", ""))
        .doesNotContain("://", "<script", "DOCTYPE");
  }

  @Test
  void whatCannotBeDrawnSaysSoAndBreaksNothing() {
    Plot empty = new Plot("x", "x", "y", List.of(new Line("nothing", List.of())));
    assertThat(SvgPicture.of(empty))
        .contains("Not drawn, for want of fonts", "the figures are in the table");
  }

  @Test
  void everyFigureStandsInTheTableBesideIt() {
    Table latency = LATENCY.table();
    assertThat(latency.columns())
        .containsExactly("share of searches, in %", "before, time, in ms", "after, time, in ms");
    assertThat(latency.rows().get(0)).isEqualTo(List.of("1", "0.4101", "0.33"));
    assertThat(MEMORY.table().rows().get(2)).isEqualTo(List.of("host", "0", "0", "0", "23.54"));
  }
}
