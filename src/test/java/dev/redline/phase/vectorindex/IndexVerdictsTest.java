package dev.redline.phase.vectorindex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.phase.vectorindex.IndexBuild.Built;
import dev.redline.plan.Plan;
import dev.redline.plan.workload.IndexChanges;
import dev.redline.search.MeasuredSearch;
import dev.redline.search.MeasuredSearch.AtK;
import dev.redline.search.SearchMethod;
import dev.redline.vector.Recall;
import dev.redline.vector.SearchMeasurement;
import dev.redline.vector.SearchPlan;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a new index must keep, and each thing that it can fail at. */
class IndexVerdictsTest {

  private static final Path GATES = Path.of("gates");
  private static final String NEW = "redline_denser";
  private static final IndexVerdicts RULES =
      new IndexVerdicts(
          IndexChanges.load(GATES).limits(), Plan.load(GATES).latency().searches().subList(0, 1));
  private static final int K = 8;

  @Test
  void anIndexThatKeepsEverythingPasses() {
    IndexMeasurements measured = measured(search(0.99, 0.9, K, NEW), 100, inserts(1));

    assertThat(RULES.recall(measured)).allMatch(Verdict::passed);
    assertThat(RULES.rowsAndPlans(measured)).allMatch(Verdict::passed);
    assertThat(RULES.size(measured).passed()).isTrue();
    assertThat(RULES.writeCost(measured).passed()).isTrue();
  }

  @Test
  void recallBelowItsRedLineFails() {
    assertThat(failures(0.90, 0.9)).anyMatch(line -> line.contains("mean recall through"));
  }

  @Test
  void recallThatIsLostFailsThoughItIsAboveTheRedLine() {
    assertThat(failures(0.96, 0.9))
        .singleElement()
        .asString()
        .contains("mean recall lost", "0.9600 after 0.9900", "required at most 0.0100");
  }

  @Test
  void oneQueryThatFindsHardlyAnythingFails() {
    assertThat(failures(0.99, 0.1))
        .singleElement()
        .asString()
        .contains("recall of the worst query", "observed 0.1000", "0.5000");
  }

  @Test
  void recallThatNobodyKnowsIsInconclusive() {
    IndexMeasurements unknown = measured(search(Double.NaN, Double.NaN, K, NEW), 100, inserts(1));

    assertThat(RULES.recall(unknown)).extracting(Verdict::status).contains(Status.INCONCLUSIVE);
  }

  @Test
  void aRowTooFewFails() {
    assertThat(RULES.rowsAndPlans(measured(search(1, 1, K - 1, NEW), 100, inserts(1))))
        .anyMatch(verdict -> verdict.toString().startsWith("FAIL: fewest rows"));
  }

  @Test
  void anIndexThatThePlannerDoesNotTakeFails() {
    assertThat(RULES.rowsAndPlans(measured(search(1, 1, K, "other"), 100, inserts(1))))
        .anyMatch(verdict -> verdict.toString().startsWith("FAIL: index that the planner takes"));
  }

  @Test
  void anIndexThatIsTooLargeOrTooSlowToWriteFails() {
    IndexMeasurements measured = measured(search(1, 1, K, NEW), 400, inserts(10));

    assertThat(RULES.size(measured))
        .hasToString(
            "FAIL: size of the new index, 400 kB, divided by that of the old one, 100 kB: observed"
                + " 4.0000, required at most 3.0000. Next: take fewer connections, or halfvec");
    assertThat(RULES.writeCost(measured).status()).isEqualTo(Status.FAIL);
    assertThat(
            RULES.writeCost(measured(search(1, 1, K, NEW), 100, new InsertTimes(0, 1, 1))).status())
        .isEqualTo(Status.INCONCLUSIVE);
  }

  private static List<String> failures(double mean, double worst) {
    return RULES.recall(measured(search(mean, worst, K, NEW), 100, inserts(1))).stream()
        .filter(verdict -> !verdict.passed())
        .map(Verdict::toString)
        .toList();
  }

  private static InsertTimes inserts(double ratio) {
    return new InsertTimes(500, 10, 10 * ratio);
  }

  private static IndexMeasurements measured(
      MeasuredSearch after, int kilobytes, InsertTimes inserts) {
    return new IndexMeasurements(
        search(0.99, 0.9, K, "old"),
        after,
        NEW,
        100 << 10,
        new Built(1, (long) kilobytes << 10, List.of()),
        inserts,
        Finding.of(Verdict.pass("slow-down", "1.00", "at most 1.05")));
  }

  private static MeasuredSearch search(double mean, double worst, int rows, String index) {
    SearchPlan plan =
        SearchPlan.parse(
            "[{\"Plan\": {\"Node Type\": \"Index Scan\", \"Index Name\": \"%s\"}}]"
                .formatted(index));
    SearchMeasurement measurement =
        new SearchMeasurement(
            K,
            K,
            rows,
            List.of(1.0, 2.0),
            new Recall(mean, worst, 20, mean, mean),
            plan,
            List.of());
    return new MeasuredSearch(
        "chunks",
        "kb.chunks",
        1,
        1000,
        SearchMethod.HNSW,
        List.of(index),
        new MeasuredSearch.ExactSample(20, 20, ""),
        Optional.empty(),
        List.of(new AtK(measurement, List.of(index), Optional.empty())));
  }
}
