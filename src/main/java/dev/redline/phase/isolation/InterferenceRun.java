package dev.redline.phase.isolation;

import dev.redline.ltst.EvaluationTurn;
import dev.redline.ltst.Guard;
import dev.redline.ltst.LoadPlan;
import dev.redline.ltst.LtstLoad;
import dev.redline.ltst.ServerGuard;
import dev.redline.phase.isolation.Interference.Beside;
import dev.redline.phase.isolation.Interference.Block;
import dev.redline.phase.isolation.Interference.Company;
import dev.redline.plan.Plan;
import dev.redline.plan.isolation.InterferenceLimits;
import dev.redline.postgres.Connector;
import dev.redline.search.SearchedData;
import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchSession;
import dev.redline.vector.SearchTimes;
import dev.redline.workload.Workload;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/**
 * Measures searches and evaluations in blocks that take turns: alone, beside guarded load, beside
 * unguarded load.
 *
 * @param evaluator opens connections as evaluation
 * @param load as LTST
 * @param conversations that the load works on
 */
record InterferenceRun(
    Plan plan,
    Workload workload,
    Connector evaluator,
    LoadPlan load,
    List<Long> conversations,
    Consumer<String> say) {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double P95 = 0.95;

  /** A load that did not begin in this time is measured all the same; its figures show it. */
  private static final Duration TO_BEGIN = Duration.ofSeconds(15);

  Interference measure() throws SQLException {
    InterferenceLimits limits = plan.isolation().interference();
    Map<Company, Beside> measured = new EnumMap<>(Company.class);
    search(limits.warmUp());
    long began = System.nanoTime();
    for (int block = 0; block < limits.blocks(); block++) {
      int searches =
          limits.samples() / limits.blocks() + (block < limits.samples() % limits.blocks() ? 1 : 0);
      for (Company company : Company.values()) {
        Beside more = measure(company, searches, block).since(began);
        measured.merge(company, more, Beside::and);
      }
    }
    return new Interference(
        measured.getOrDefault(Company.NOTHING, Beside.NOTHING_YET),
        measured.getOrDefault(Company.GUARDED_LOAD, Beside.NOTHING_YET),
        measured.getOrDefault(Company.UNGUARDED_LOAD, Beside.NOTHING_YET));
  }

  private Beside measure(Company company, int searches, int block) throws SQLException {
    if (company == Company.NOTHING) {
      return evaluated(searches, block);
    }
    Guard guard =
        company == Company.GUARDED_LOAD
            ? new ServerGuard(plan.isolation().guard(), say)
            : Guard.none();
    try (LtstLoad running = LtstLoad.start(load, guard, conversations)) {
      Awaitility.await()
          .pollInSameThread()
          .atMost(TO_BEGIN)
          .until(() -> running.done() >= load.options().workers() || running.ended());
      Timed timed =
          company == Company.GUARDED_LOAD ? inTurn(searches, block) : timed(searches, block);
      running.stop();
      return timed.measured().and(besides(running, timed));
    }
  }

  private record Timed(Beside measured, long from, long to) {}

  private static Beside besides(LtstLoad load, Timed timed) {
    return new Beside(List.of(), Optional.empty(), List.of(load.between(timed.from(), timed.to())));
  }

  /** As an evaluation that heavy jobs wait for. */
  private Timed inTurn(int searches, int block) throws SQLException {
    try (EvaluationTurn turn = EvaluationTurn.begin(evaluator, plan.isolation().guard())) {
      return timed(searches, block);
    }
  }

  private Timed timed(int searches, int block) throws SQLException {
    long from = System.nanoTime();
    return new Timed(evaluated(searches, block), from, System.nanoTime());
  }

  /** Searches, and in the first block the whole evaluation. */
  private Beside evaluated(int searches, int block) throws SQLException {
    long from = System.nanoTime();
    List<Double> millis = search(searches);
    return new Beside(
        millis,
        block > 0 || workload.notJudged().isPresent()
            ? Optional.empty()
            : workload.evaluate(evaluator, plan.redLines().k()).summary().scores(),
        List.of(),
        millis.isEmpty()
            ? List.of()
            : List.of(new Block(from / NANOS_PER_SECOND, SearchTimes.quantile(millis, P95))));
  }

  private List<Double> search(int searches) throws SQLException {
    SearchedData data = workload.searches().main(evaluator);
    List<SearchInput> queries = data.queries();
    List<Double> millis = new ArrayList<>();
    try (SearchSession session = workload.searches().session(evaluator, plan.latency().policy())) {
      for (int i = 0; i < searches; i++) {
        session.ready();
        long start = System.nanoTime();
        session.nearest(
            data.search().rows(),
            queries.get(i % queries.size()),
            plan.isolation().interference().k());
        millis.add((System.nanoTime() - start) / NANOS_PER_MILLI);
      }
    }
    return millis;
  }
}
