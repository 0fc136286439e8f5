package dev.redline.rag.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.rag.Answered;
import dev.redline.rag.Claim;
import dev.redline.rag.Judged;
import dev.redline.rag.RetrievedText;
import dev.redline.rag.metric.Label;
import dev.redline.rag.metric.Metric;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JudgedResultsTest {

  @Test
  void whatWasPutAsideReadsBackEqualInOrderAndByItsPlace() {
    List<Judged> results = IntStream.range(0, 50).mapToObj(JudgedResultsTest::judged).toList();
    JudgedResults aside = JudgedResults.of(results);
    assertThat(aside).containsExactlyElementsOf(results);
    assertThat(aside.get(49)).isEqualTo(results.get(49));
    assertThat(aside.get(0)).isEqualTo(results.get(0));
    assertThat(aside.size()).isEqualTo(50);
    assertThat(aside.mostChunks()).isEqualTo(3);
  }

  @Test
  void severalThreadsMayReadAtOnce() {
    List<Judged> results = IntStream.range(0, 200).mapToObj(JudgedResultsTest::judged).toList();
    JudgedResults aside = JudgedResults.of(results);
    assertThat(IntStream.range(0, 200).parallel().mapToObj(aside::get).toList()).isEqualTo(results);
  }

  @Test
  void metricsAndStagesAreCountedOverAllThatHaveThem() {
    JudgedResults aside =
        JudgedResults.of(List.of(judged(0), Judged.notYet(judged(1).answered()), judged(3)));
    assertThat(aside.labelled()).isEqualTo(2);
    assertThat(aside.metrics().column(Metric.PRECISION)).containsExactly(0, 1);
    assertThat(aside.counts()).containsEntry(CheckStage.ANSWER2RESPONSE, 2);
  }

  @Test
  void resultsAreNotHeldInMemory() {
    List<Judged> results = new ArrayList<>(List.of(judged(7)));
    WeakReference<Judged> inMemory = new WeakReference<>(results.get(0));
    JudgedResults aside = JudgedResults.of(results);
    results.clear();
    System.gc();
    assertThat(inMemory.get()).isNull();
    assertThat(aside.get(0)).isEqualTo(judged(7));
  }

  /** Of an odd number, one claim is right; there are none to three chunks. */
  private static Judged judged(int number) {
    List<Claim> claims = List.of(new Claim("Größe \"" + number + "\"", "is\n", "большой 😀"));
    List<Label> labels = List.of(number % 2 == 1 ? Label.ENTAILMENT : Label.CONTRADICTION);
    List<RetrievedText> chunks =
        IntStream.range(0, number % 4)
            .mapToObj(i -> new RetrievedText(i == 0 ? null : "d" + i, "Text " + i))
            .toList();
    List<List<Label>> matrix = List.of(chunks.stream().map(chunk -> Label.NEUTRAL).toList());
    return new Judged(
        new Answered("q" + number, "Why?", "So.", "", chunks),
        claims,
        claims,
        labels,
        labels,
        matrix,
        matrix);
  }
}
