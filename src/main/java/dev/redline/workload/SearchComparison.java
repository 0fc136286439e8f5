package dev.redline.workload;

import dev.redline.plan.Plan;
import dev.redline.plan.workload.LatencyTargets;
import dev.redline.plan.workload.LatencyTargets.SearchTarget;
import dev.redline.plan.workload.SlowdownConfig;
import dev.redline.postgres.Connector;
import dev.redline.search.SearchSessions;
import dev.redline.search.SearchedData;
import dev.redline.target.HostCores;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import dev.redline.verdict.WritesItself;
import dev.redline.verdict.pairs.PairedTimes;
import dev.redline.verdict.pairs.QuantileRatio;
import dev.redline.verdict.pairs.SiblingRule;
import dev.redline.verdict.pairs.Slowdown;
import dev.redline.verdict.pairs.SlowdownRule;
import dev.redline.workload.pairs.PairFile;
import dev.redline.workload.pairs.PairKind;
import dev.redline.workload.pairs.PairSamples;
import dev.redline.workload.pairs.PairSource;
import dev.redline.workload.pairs.PairedSearches;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The workload's searches on two servers, in pairs, until the rule has decided or its time is over.
 *
 * @param sessions opens those of both servers
 * @param reliability how often such a verdict is wrong on this machine, or that nobody knows
 */
public record SearchComparison(
    Plan plan, Workload workload, SearchSessions sessions, String reliability) {

  /**
   * Whether searches became slower.
   *
   * @param file where the pairs go, relative to metrics/
   */
  public Finding compare(Connector old, Connector changed, String of, String file)
      throws SQLException {
    return compare(old, changed, kinds(workload, old), plan.latency().slowdown(), of, file);
  }

  /**
   * The same with other searches and limits.
   *
   * @param kinds of searches, at least one
   * @param file where the pairs go, relative to metrics/
   */
  public Finding compare(
      Connector old,
      Connector changed,
      List<PairKind> kinds,
      SlowdownConfig limits,
      String of,
      String file)
      throws SQLException {
    SlowdownRule rule = new SlowdownRule(limits);
    PairSamples samples = sample(old, changed, kinds, limits, rule::look);
    return found(samples, rule::conclude, limits, of, file);
  }

  /**
   * How two servers differ by themselves, in pairs, for as long as a comparison may take.
   *
   * @return one ratio a quantile of the plan's limits
   */
  public List<QuantileRatio> unchanged(Connector sibling, Connector server) throws SQLException {
    SlowdownConfig limits = plan.latency().slowdown();
    PairSamples samples =
        sample(sibling, server, kinds(workload, server), limits, times -> Status.INCONCLUSIVE);
    return SiblingRule.unchanged(limits, samples.undisturbed().wall());
  }

  /**
   * Whether searches of a server became slower, by those of a sibling that differs by itself.
   *
   * @param before what {@link #unchanged} has found
   * @param file where the pairs go, relative to metrics/
   */
  public Finding compare(
      Connector sibling, Connector server, List<QuantileRatio> before, String of, String file)
      throws SQLException {
    SlowdownConfig limits = plan.latency().slowdown();
    SiblingRule rule = new SiblingRule(limits, before);
    PairSamples samples =
        sample(
            sibling,
            server,
            kinds(workload, server),
            limits,
            times -> rule.conclude(times).status());
    return found(samples, rule::conclude, limits, of, file);
  }

  private Finding found(
      PairSamples samples,
      Function<PairedTimes, Slowdown> rule,
      SlowdownConfig limits,
      String of,
      String file) {
    PairSamples undisturbed = samples.undisturbed();
    Slowdown slowdown = rule.apply(undisturbed.wall());
    List<Verdict> verdicts =
        slowdown.verdicts(of, reliability).stream()
            .map(verdict -> verdict.because(limits.because()))
            .toList();
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(Evidence.of("ratios", slowdown.quantiles()));
    evidence.add(Evidence.of("in pairs", slowdown.figures()));
    evidence.add(Evidence.of("CPU time of the sessions", cpu(new SlowdownRule(limits), samples)));
    evidence.add(Evidence.of("pairs left out", leftOut(samples, undisturbed)));
    WritesItself pairs = path -> PairFile.write(path, of, samples.samples());
    evidence.add(Evidence.kept("pairs", file, pairs));
    return new Finding(verdicts, evidence);
  }

  private PairSamples sample(
      Connector old,
      Connector changed,
      List<PairKind> kinds,
      SlowdownConfig limits,
      Function<PairedTimes, Status> rule)
      throws SQLException {
    LatencyTargets latency = plan.latency();
    PairedSearches searches =
        new PairedSearches(
            PairSource.servers(sessions, old, changed, latency.policy(), latency.policy()),
            kinds,
            HostCores.first(),
            latency.seed(),
            workload.searches().nanoTime());
    return searches.take(
        3 * latency.warmUp(),
        seen ->
            seen.millis() >= limits.longest().toMillis()
                || rule.apply(seen.undisturbed().wall()) != Status.INCONCLUSIVE);
  }

  /** Every search of the workload at each of its k. */
  public static List<PairKind> kinds(Workload workload, Connector connector) throws SQLException {
    List<PairKind> kinds = new ArrayList<>();
    for (SearchedData data : workload.searches().all(connector)) {
      for (SearchTarget target : data.search().planned().targets()) {
        String name = "%s K=%d".formatted(data.search().name().replace(',', ' '), target.k());
        kinds.add(PairKind.of(name, data.search().rows(), target.k(), data.queries()));
      }
    }
    return kinds;
  }

  private static String leftOut(PairSamples samples, PairSamples undisturbed) {
    int all = samples.samples().size();
    int leftOut = all - undisturbed.samples().size();
    return String.format(
        Locale.ROOT,
        "%d of %d, at moments when searches of both servers took twice as long as usual",
        leftOut,
        all);
  }

  /** Beside the verdict: it sees no lock, no disk and no waiting. */
  private static List<String> cpu(SlowdownRule rule, PairSamples samples) {
    if (!samples.hasCpu()) {
      return List.of("not to be read here");
    }
    return rule.conclude(samples.cpu()).quantiles().stream()
        .map(Slowdown.AtQuantile::ratio)
        .map(QuantileRatio::toString)
        .map(text -> text.toLowerCase(Locale.ROOT))
        .toList();
  }
}
