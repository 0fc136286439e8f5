package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.verdict.Bars;
import dev.redline.verdict.BeforeAfter;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Figures;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureHistoryTest {

  private static final Instant FIRST = Instant.parse("2026-03-04T05:06:07Z");

  @TempDir private Path metrics;

  @Test
  void aSecondRunShowsItsFiguresBesideThoseOfTheFirst() {
    assertThat(trends(run(0, "7412", "0.9 ms"))).isEmpty();
    List<Bars> trends = trends(run(1, "7412", "0.7 ms"));

    assertThat(trends).extracting(Bars::yTitle).containsExactly("ms", "ratio or score");
    assertThat(trends.get(0).title())
        .isEqualTo("Over the last 2 runs on this server: figures of stageA, in ms");
    assertThat(trends.get(0).table().rows())
        .containsExactly(List.of("03-04 05:06:07", "0.9"), List.of("03-04 05:07:07", "0.7"));
  }

  @Test
  void anotherServersFiguresAreNotBesideIt() {
    run(0, "7412", "0.9 ms");
    assertThat(trends(run(1, "9999", "0.7 ms"))).isEmpty();
    assertThat(trends(run(2, "7412", "0.8 ms"))).hasSize(2);
  }

  @Test
  void aFigureOfAnotherUnitIsNotOnTheSameAxis() {
    run(0, "7412", "900 us");
    assertThat(trends(run(1, "7412", "0.7 ms")))
        .extracting(Bars::yTitle)
        .containsExactly("ratio or score");
  }

  @Test
  void figuresThatWereNeverAnythingButZeroAreNotDrawn() {
    run(0, "7412", "0.0 ms");
    assertThat(trends(run(1, "7412", "0.0 ms")))
        .extracting(Bars::yTitle)
        .containsExactly("ratio or score");
  }

  @Test
  void whatIsMeasuredAgainInARunTakesThePlaceOfTheEarlierFigure() {
    run(0, "7412", "0.9 ms");
    run(1, "7412", "0.5 ms");
    assertThat(trends(run(1, "7412", "0.7 ms")).get(0).table().rows()).hasSize(2);
  }

  @Test
  void aFindingWithoutFiguresIsLeftAsItIs() {
    Finding plain = Finding.of(Verdict.pass("health", "answers", "answers"));
    assertThat(history(0).with("stageA", "7412", plain)).isEqualTo(plain);
    assertThat(metrics).isEmptyDirectory();
  }

  @Test
  void aHistoryThatCannotBeReadBeginsAnew() throws IOException {
    Files.writeString(metrics.resolve(FigureHistory.FILE), "{");
    assertThat(trends(run(0, "7412", "0.9 ms"))).isEmpty();
    assertThat(trends(run(1, "7412", "0.7 ms"))).hasSize(2);
  }

  private Finding run(int minute, String server, String p95) {
    Verdict recall = Verdict.pass("recall", "0.99", "at least 0.95").withMargin(0.04);
    Figures figures = Figures.of(new BeforeAfter("p95 at K=16", Optional.empty(), p95));
    return history(minute)
        .with("stageA", server, Finding.of(recall, Evidence.of("figures", figures)));
  }

  private FigureHistory history(int minute) {
    return new FigureHistory(new EvidenceStore(metrics), FIRST.plusSeconds(60L * minute));
  }

  private static List<Bars> trends(Finding finding) {
    return finding.evidence().stream()
        .map(Evidence::content)
        .filter(Bars.class::isInstance)
        .map(Bars.class::cast)
        .sorted(java.util.Comparator.comparing(Bars::yTitle))
        .toList();
  }
}
