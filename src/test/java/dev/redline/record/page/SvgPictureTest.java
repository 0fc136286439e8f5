package dev.redline.record.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.record.picture.SvgPicture;
import dev.redline.verdict.Picture;
import dev.redline.verdict.Plot;
import dev.redline.verdict.Plot.Line;
import dev.redline.verdict.Table;
import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

  /** As in a project that has the artifact and not the library that draws. */
  @Test
  void withoutTheLibraryItSaysSoAndBreaksNothing() throws Exception {
    URL[] paths =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(path -> !path.toLowerCase(Locale.ROOT).matches(".*(vectorgraphics2d|xchart).*"))
            .map(path -> Path.of(path).toUri())
            .map(SvgPictureTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader without = new URLClassLoader(paths, ClassLoader.getPlatformClassLoader())) {
      Method drawn = without.loadClass(Drawn.class.getName()).getMethod("here");
      assertThat((String) drawn.invoke(null)).contains("or of the library");
    }
  }

  /** What the other class loader runs. */
  public static final class Drawn {
    private Drawn() {}

    public static String here() {
      return SvgPicture.of(
          new Plot("x", "x", "y", List.of(new Line("one", List.of(new Plot.Point(1, 2, ""))))));
    }
  }

  private static URL url(URI uri) {
    try {
      return uri.toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
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
