package dev.redline.record.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.record.page.SamplePictures;
import dev.redline.verdict.AxisScale;
import dev.redline.verdict.Bars;
import dev.redline.verdict.Grid;
import dev.redline.verdict.Picture;
import dev.redline.verdict.Plot;
import dev.redline.verdict.TreePair;
import dev.redline.verdict.TreePair.Branch;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a run leaves as a picture is drawn, and its figures are in the table beside it. */
class PicturesTest {

  @ParameterizedTest
  @MethodSource("dev.redline.record.page.SamplePictures#pictures")
  void itIsDrawnAndItsTableIsWhole(Picture picture) {
    assertThat(SvgPicture.of(picture))
        .contains("<path")
        .doesNotContain("Not drawn, for want of fonts");
    int columns = picture.table().columns().size();
    assertThat(picture.table().rows()).isNotEmpty().allMatch(row -> row.size() == columns);
  }

  @Test
  void countsStandInTheTableAsInTheCells() {
    Grid labels = SamplePictures.labels();
    assertThat(labels.table().columns()).startsWith("by people", "by the judge: Entailment");
    assertThat(labels.table().rows().get(1)).isEqualTo(List.of("Neutral", "3", "17", "2"));
  }

  @Test
  void chosenPointsAreMarkedInTheTableWhereTheyStand() {
    assertThat(SamplePictures.sweep().table().columns())
        .containsExactly("line", "hnsw.ef_search", "p95 in ms", "mean recall@K");
    assertThat(SamplePictures.sweep().table().rows())
        .hasSize(6)
        .contains(List.of("K=16", "100 (chosen)", "0.91", "0.989"))
        .contains(List.of("K=16", "50", "0.66", "0.95"));
  }

  /** Values that lie close by: of their labels those that can be read are drawn. */
  @Test
  void noLabelStandsOnAnother() {
    Plot crowded = crowded(40);
    List<PointLabels.Label> placed = PointLabels.of(crowded).orElseThrow().placed();
    assertThat(placed).hasSizeBetween(5, 39).extracting(PointLabels.Label::text).contains("p 20");
    for (PointLabels.Label one : placed) {
      assertThat(placed)
          .filteredOn(other -> other != one)
          .noneMatch(other -> Math.abs(one.x() - other.x()) < 1.5 && one.y() == other.y());
    }
  }

  @Test
  void whereThereIsRoomEveryPointHasItsLabel() {
    assertThat(PointLabels.of(SamplePictures.sweep()).orElseThrow().placed()).hasSize(6);
    assertThat(PointLabels.of(crowded(1)).orElseThrow().placed()).hasSize(1);
  }

  @Test
  void pointsWithoutLabelsKeepTheAxesOfTheLibrary() {
    Plot plain =
        new Plot("x", "x", "y", List.of(new Plot.Line("one", List.of(new Plot.Point(1, 2, "")))));
    assertThat(PointLabels.of(plain)).isEmpty();
  }

  /** On one line, the middle one chosen. */
  private static Plot crowded(int count) {
    List<Plot.Point> points =
        IntStream.range(0, count).mapToObj(i -> new Plot.Point(i, 1, "p " + i)).toList();
    Plot.Point middle = points.get(count / 2);
    return new Plot(
        "crowded",
        "x",
        "y",
        List.of(
            new Plot.Line("all", points),
            new Plot.Line(
                "chosen", Plot.Role.CHOSEN, List.of(new Plot.Point(middle.x(), middle.y(), "")))));
  }

  /** Nothing of it is a mark-up of the picture, and it stays on its line. */
  @Test
  void aNodeOfAnyNameIsDrawn() {
    Branch hostile = new Branch("</svg><script>alert(1)</script>\n" + "x".repeat(500), List.of());
    assertThat(SvgPicture.of(new TreePair("plan", hostile, hostile)))
        .contains("<path")
        .doesNotContain("<script", "Not drawn, for want of fonts");
  }

  /** An index, a question or a server may be called so: it is text, and all of it is seen. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "</text></svg><script>alert(1)</script>&lt;\"'",
        "abc\u202Etxt.exe\u2066\u200Bdef\u001B[2J\u0000",
        "one\ntwo\r\n\n# PASS"
      })
  void whateverIsNamedInAPictureIsText(String text) {
    Bars.Series series = new Bars.Series(text, List.of(1.0, 2.0));
    Branch branch = new Branch(text, List.of(new Branch(text, List.of())));
    Stream.of(
            new Plot(
                text,
                text,
                text,
                List.of(new Plot.Line(text, List.of(new Plot.Point(1, 2, text))))),
            new Bars(
                text,
                text,
                text,
                Bars.Layout.BESIDE,
                AxisScale.LINEAR,
                List.of(text, "other"),
                List.of(series)),
            new Grid(text, text, text, List.of(text), List.of(text), List.of(List.of(1))),
            new TreePair(text, branch, branch))
        .forEach(
            picture ->
                assertThat(SvgPicture.of(picture))
                    .as(picture.getClass().getSimpleName())
                    .contains("<path")
                    .doesNotContain("<script", "Not drawn, for want of fonts")
                    .doesNotContainPattern(
                        "[\u202A-\u202E\u2060-\u206F\u200B\u001B\u0000]|&#(0|27|820[0-9]|823[0-9]);"));
  }

  /** Their names would run out of the picture. */
  @Test
  void longNamesStandBelowEachOtherInAPictureThatGrows() {
    assertThat(Drawing.of(bars("p95 of vector search at K=8, filter of 50 %")).height())
        .isGreaterThan(Drawing.of(bars("p95")).height());
    assertThat(SvgPicture.of(bars("x".repeat(100)))).doesNotContain("Not drawn, for want of fonts");
  }

  private static Picture bars(String name) {
    return new Bars(
        "Searches",
        "run",
        "ms",
        Bars.Layout.BESIDE,
        AxisScale.LINEAR,
        List.of("first"),
        List.of(
            new Bars.Series(name, List.of(1.0)), new Bars.Series(name + " again", List.of(2.0))));
  }

  @Test
  void aTreeTakesTheHeightThatItNeeds() {
    Branch deep = new Branch("Limit", List.of(new Branch("Sort", List.of())));
    TreePair pair = new TreePair("plan", deep, new Branch("Limit", List.of()));
    assertThat(Drawing.of(pair).height())
        .isGreaterThan(Drawing.of(new TreePair("plan", pair.after(), pair.after())).height());
  }
}
