package dev.redline.record.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.record.page.SamplePictures;
import dev.redline.verdict.AxisScale;
import dev.redline.verdict.Bars;
import dev.redline.verdict.Grid;
import dev.redline.verdict.Picture;
import dev.redline.verdict.TreePair;
import dev.redline.verdict.TreePair.Branch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

  /** Nothing of it is a mark-up of the picture, and it stays on its line. */
  @Test
  void aNodeOfAnyNameIsDrawn() {
    Branch hostile = new Branch("</svg><script>alert(1)</script>\n" + "x".repeat(500), List.of());
    assertThat(SvgPicture.of(new TreePair("plan", hostile, hostile)))
        .contains("<path")
        .doesNotContain("<script", "Not drawn, for want of fonts");
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
