package dev.redline.phase.calibrate;

import dev.redline.change.PhaseContext;
import dev.redline.files.AtomicFile;
import dev.redline.plan.workload.LatencyTargets;
import dev.redline.plan.workload.SlowdownConfig;
import dev.redline.search.SearchSessions;
import dev.redline.target.HostCores;
import dev.redline.target.twin.BaseBackup;
import dev.redline.target.twin.TwinSource;
import dev.redline.target.twin.Twins;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.verdict.WritesItself;
import dev.redline.verdict.pairs.QuantileRatio;
import dev.redline.verdict.pairs.Slowdown;
import dev.redline.verdict.pairs.SlowdownRule;
import dev.redline.verdict.pairs.Trial;
import dev.redline.verdict.pairs.Trials;
import dev.redline.workload.Reliability;
import dev.redline.workload.SearchComparison;
import dev.redline.workload.Workload;
import dev.redline.workload.pairs.PairFile;
import dev.redline.workload.pairs.PairKind;
import dev.redline.workload.pairs.PairSample;
import dev.redline.workload.pairs.PairSamples;
import dev.redline.workload.pairs.PairSource;
import dev.redline.workload.pairs.PairedSearches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * How often verdicts on slow-downs are wrong on this machine: equal twins, and twins of which one
 * is made slower on purpose, recorded and cut into verdicts that share no pair.
 */
public final class Calibration {

  /** So many verdicts of a kind say a little. */
  private static final int FEWEST = 5;

  private final PhaseContext context;
  private final LatencyTargets latency;
  private final List<Scored> scored = new ArrayList<>();

  /** Of the server of the run. */
  public Calibration(PhaseContext context) {
    this.context = context;
    this.latency = context.plan().latency();
  }

  /**
   * What verdicts of one kind came to.
   *
   * @param ratios as they were planted, over all pairs
   */
  record Scored(String planted, boolean found, List<QuantileRatio> ratios, Trial.Score score) {}

  /** Records every kind, and scores it. Copies the server; takes five times the plan's time. */
  public Finding measure() throws SQLException {
    List<Evidence> evidence = new ArrayList<>();
    for (PlantedSlowdown planted :
        PlantedSlowdown.all(Runtime.getRuntime().availableProcessors())) {
      PairSamples samples = recorded(planted);
      scored.add(score(planted, samples));
      WritesItself pairs = path -> PairFile.write(path, planted.name(), samples.samples());
      evidence.add(Evidence.kept(planted.name(), "calibration/" + planted.name() + ".csv", pairs));
    }
    evidence.add(Evidence.kept("calibration", "calibration/calibration.json", scored));
    evidence.addAll(CalibrationCurve.picture(scored));
    return Finding.of(enough(scored)).with(evidence);
  }

  /** Too few verdicts tell nothing about their errors, neither good nor bad. */
  static Verdict enough(List<Scored> scored) {
    String subject = "verdicts on each kind";
    String required = "at least " + FEWEST;
    List<String> few =
        scored.stream()
            .filter(each -> each.score().passed().of() < FEWEST)
            .map(each -> "%d of %s".formatted(each.score().passed().of(), each.planted()))
            .toList();
    return few.isEmpty()
        ? Verdict.pass(subject, "as many, or more", required)
        : Verdict.inconclusive(
            subject,
            String.join(", ", few),
            required,
            "raise slowdown.calibration in gates/latency.yaml, or run it on a machine less busy");
  }

  /** Equal servers are not called slower more often than the plan allows. */
  public Finding falseAlarms() {
    List<Verdict> verdicts = new ArrayList<>();
    for (Scored each : scored.stream().filter(kind -> !kind.found()).toList()) {
      double alpha = latency.slowdown().alpha();
      String subject = "false alarms, " + each.planted();
      String observed = each.score().failed().toString();
      String required = "not shown to be more than %s".formatted(alpha);
      verdicts.add(
          each.score().failed().low() <= alpha
              ? Verdict.pass(subject, observed, required)
              : Verdict.fail(subject, observed, required, "trust no verdict on a slow-down here"));
    }
    return Finding.of(verdicts);
  }

  /** The error rates are there for later verdicts to be read with. */
  public Finding kept() {
    String line = line();
    try {
      new AtomicFile(Reliability.file(context.folders().home()))
          .replace(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not keep what calibration has found", e);
    }
    context.say().accept(line);
    return Finding.of(Verdict.pass("what later verdicts quote", line, "a line"));
  }

  private String line() {
    List<String> parts = new ArrayList<>();
    for (Scored each : scored) {
      parts.add("%s: %s".formatted(each.planted().replace('_', ' '), each.score().failed()));
    }
    return "called slower here: " + String.join("; ", parts);
  }

  private Scored score(PlantedSlowdown planted, PairSamples recorded) {
    SlowdownConfig config = latency.slowdown();
    PairSamples samples = recorded.undisturbed();
    double[] at = samples.samples().stream().mapToDouble(PairSample::at).toArray();
    List<Trial> trials = new Trials(config, PairedSearches.BLOCK).score(samples.wall(), at);
    List<QuantileRatio> ratios =
        new SlowdownRule(config)
            .conclude(samples.wall()).quantiles().stream().map(Slowdown.AtQuantile::ratio).toList();
    return new Scored(planted.name(), planted.found(), ratios, Trial.Score.of(trials));
  }

  private PairSamples recorded(PlantedSlowdown planted) throws SQLException {
    context.say().accept("Calibration: %s…".formatted(planted.name()));
    TwinSource source = TwinSource.read(context.connector());
    try (Twins twins =
            Twins.of(source, BaseBackup.unthrottled(), planted.name(), planted.settings());
        Neighbours neighbours = Neighbours.start(planted.neighbours())) {
      twins.old().start();
      twins.changed().start();
      return searches(twins, planted).take(3 * latency.warmUp(), this::over);
    }
  }

  private boolean over(PairSamples seen) {
    return seen.millis() >= latency.slowdown().calibration().toMillis();
  }

  private PairedSearches searches(Twins twins, PlantedSlowdown planted) throws SQLException {
    Workload workload = context.workload().orElseThrow();
    List<PairKind> kinds =
        SearchComparison.kinds(workload, twins.old().connector()).stream()
            .map(planted::planted)
            .toList();
    int largestK = kinds.stream().mapToInt(PairKind::k).max().orElseThrow();
    return new PairedSearches(
        PairSource.servers(
            SearchSessions.onCopies(),
            twins.old().connector(),
            twins.changed().connector(),
            latency.policy(),
            planted.policy(latency.policy(), largestK)),
        kinds,
        HostCores.first(),
        latency.seed(),
        System::nanoTime);
  }
}
