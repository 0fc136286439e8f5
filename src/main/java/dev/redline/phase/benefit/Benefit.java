package dev.redline.phase.benefit;

import dev.redline.change.PhaseContext;
import dev.redline.change.PhaseResource;
import dev.redline.plan.BenefitConfig;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.plan.workload.RelationName;
import dev.redline.postgres.ServerStartException;
import dev.redline.search.Relation;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Figures;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Table;
import dev.redline.verdict.Verdict;
import dev.redline.workload.capacity.BlockRatio;
import dev.redline.workload.capacity.CapacityAt;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a stage buys, before anybody applies it: two copies of the server, one with the stage's
 * values, under the searches of the workload. The methods are the steps, in their order.
 */
public final class Benefit implements PhaseResource {

  /** Of all looks together that one calls a gain what is none: Bonferroni's share for each. */
  private static final double ALPHA = 0.05;

  private static final String WRITES = "writes";
  private static final String ON_RECORD = "a figure of both copies";

  private final PhaseContext context;
  private final BenefitConfig config;
  private final BenefitCopies copies;
  private final String stage;
  private final boolean singly;
  private final List<Gain> gains = new ArrayList<>();
  private List<PlannedSetting> settings = List.of();
  private List<CapacityAt> capacity = List.of();

  /**
   * A look that has not begun.
   *
   * @param stage whose values are tried
   * @param singly whether each of its settings is tried by itself, too
   */
  public Benefit(PhaseContext context, BenefitConfig config, String stage, boolean singly) {
    this.context = context;
    this.config = config;
    this.copies = new BenefitCopies(context, config);
    this.stage = stage;
    this.singly = singly;
  }

  /** Both copies run. What the stage would not change is left out. */
  public Finding starts() throws SQLException {
    String subject = "copies with the old and the new values of " + stage;
    settings = copies.changing(stage);
    if (settings.isEmpty()) {
      return Finding.of(
          Verdict.inconclusive(
              subject,
              "every value of %s is in force".formatted(stage),
              "a value that the stage would change",
              "name a stage that is not applied yet: -Dof=..."));
    }
    Optional<String> against = copies.reasonAgainst(settings);
    if (against.isPresent()) {
      return Finding.of(
          Verdict.inconclusive(
              subject,
              "not made" + against.get(),
              "two copies",
              "set rehearse: twin in gates/target.yaml, or run it on a copy of the server"));
    }
    try {
      copies.start(settings, "benefit of " + stage);
      return Finding.of(Verdict.pass(subject, "both run", "both run"), valuesTried());
    } catch (ServerStartException e) {
      return Finding.of(
          Verdict.fail(subject, String.valueOf(e.getMessage()), "both run", "correct the stage"));
    }
  }

  /** Searches a second, from one client to the knee. */
  public Finding capacity() throws SQLException {
    capacity = copies.capacity().toTheKnee();
    for (CapacityAt at : capacity) {
      gains.addAll(gains(at, ""));
    }
    CapacityAt knee = knee();
    BlockRatio ratio = knee.perSecond();
    String subject = "searches a second with the new values by those with the old, %d clients";
    String required = "not shown to be less than %.2f".formatted(config.atLeast());
    Verdict verdict =
        ratio.high() < config.atLeast()
            ? Verdict.fail(
                subject.formatted(knee.clients()),
                ratio.toString(),
                required,
                "do not apply %s; -Dattribute tells by which setting".formatted(stage))
            : Verdict.pass(subject.formatted(knee.clients()), ratio.toString(), required);
    return Finding.of(
        verdict,
        Evidence.kept("capacity", "benefit/%s_capacity.json".formatted(stage), capacity),
        Evidence.of("searches a second", BenefitPictures.capacity(capacity)));
  }

  /** From a cold start to warm. */
  public Finding coldStart() throws SQLException {
    double warm = config.warm() * capacity.get(0).medianMillis();
    ColdStart before = copies.cold(copies.old(), warm);
    ColdStart after = copies.cold(copies.changed(), warm);
    gains.add(
        Gain.once(
            "first search after a start, ms", before.firstMillis(), after.firstMillis(), false));
    OptionalDouble was = before.warmAfterSeconds();
    OptionalDouble is = after.warmAfterSeconds();
    if (was.isPresent() && is.isPresent()) {
      gains.add(Gain.once("start to warm, s", was.getAsDouble(), is.getAsDouble(), false));
    }
    return Finding.of(
        Verdict.pass("cold start", "old %s, new %s".formatted(before, after), ON_RECORD));
  }

  /** A build of the index that the heaviest search goes through. */
  public Finding indexBuild() throws SQLException {
    String subject = "build of the vector index";
    Optional<RelationName> index =
        copies.main().indexes().stream()
            .map(each -> each.name())
            .min(Comparator.comparing(Object::toString));
    if (index.isEmpty()) {
      return Finding.of(Verdict.pass(subject, "nothing to build: no index is used", ON_RECORD));
    }
    IndexBuilds.Built before = IndexBuilds.again(copies.old().connector(), index.get());
    IndexBuilds.Built after = IndexBuilds.again(copies.changed().connector(), index.get());
    gains.add(
        Gain.once(
            "build of %s, s".formatted(index.get()), before.seconds(), after.seconds(), false));
    return Finding.of(
        Verdict.pass(
            subject,
            "graph fits into maintenance_work_mem: old %s, new %s"
                .formatted(yesOrNo(before.fits()), yesOrNo(after.fits())),
            ON_RECORD));
  }

  /** WAL of the same writes, and how far checkpoints are apart. */
  public Finding writes() throws SQLException {
    Optional<RelationName> relation = copies.main().relation().map(Relation::name);
    if (relation.isEmpty()) {
      return Finding.of(
          Verdict.pass(
              WRITES, "nothing to write to: the heaviest search names no table", ON_RECORD));
    }
    try {
      return written(relation.get());
    } catch (SQLException e) {
      return Finding.of(Writes.refused(WRITES, e));
    }
  }

  private Finding written(RelationName relation) throws SQLException {
    Writes.Written before = Writes.of(copies.old().connector(), relation, config.rows());
    Writes.Written after = Writes.of(copies.changed().connector(), relation, config.rows());
    String wal = "WAL of %d updated rows, MB".formatted(config.rows());
    gains.add(Gain.once(wal, before.walMegabytes(), after.walMegabytes(), false));
    gains.add(
        Gain.once(
            "WAL between checkpoints, MB",
            before.megabytesBetweenCheckpoints(),
            after.megabytesBetweenCheckpoints(),
            true));
    return Finding.of(Verdict.pass(WRITES, "old %s, new %s".formatted(before, after), ON_RECORD));
  }

  /** How many rows fit into shared_buffers before searches leave them. */
  public Finding room() throws SQLException {
    Room before = Room.of(copies.old().connector(), copies.main());
    Room after = Room.of(copies.changed().connector(), copies.main());
    gains.add(
        Gain.once(
            "rows whose search fits into shared_buffers",
            before.rowsThatFit(),
            after.rowsThatFit(),
            true));
    return Finding.of(
        Verdict.pass(
            "room in shared_buffers", "old %s, new %s".formatted(before, after), ON_RECORD));
  }

  /** Each setting by itself, where that was asked for. */
  public Finding singly() throws SQLException {
    String subject = "each setting by itself";
    if (!singly) {
      return Finding.of(Verdict.pass(subject, "not asked for", "-Dattribute asks for it"));
    }
    int clients = knee().clients();
    for (PlannedSetting setting : settings) {
      copies.start(List.of(setting), "benefit of " + setting.name());
      gains.addAll(gains(copies.capacity().at(clients), ", %s alone".formatted(setting.name())));
    }
    copies.close();
    return Finding.of(
        Verdict.pass(
            subject, "%d settings, %d clients".formatted(settings.size(), clients), ON_RECORD));
  }

  /** The whole in one table, and whether anything was bought that noise does not explain. */
  public Finding said() {
    long looks = gains.stream().filter(gain -> gain.ratio().isPresent()).count();
    List<String> bought =
        gains.stream()
            .filter(gain -> gain.bought(ALPHA / looks))
            .map(gain -> "%s (%.2f times)".formatted(gain.what(), gain.factor()))
            .toList();
    String said =
        bought.isEmpty()
            ? "bought nothing that can be told from noise"
            : "bought: " + String.join("; ", bought);
    context.say().accept("%s %s".formatted(stage, said));
    List<String> columns = List.of("what", "before", "after", "after / before (95 % interval)");
    return Finding.of(
        Verdict.pass("what %s buys".formatted(stage), said, "said"),
        Evidence.of("what it buys", new Table(columns, gains.stream().map(Gain::row).toList())),
        Evidence.of("figures", new Figures(gains.stream().map(Gain::figure).toList())),
        Evidence.kept("gains", "benefit/%s.json".formatted(stage), gains));
  }

  private static List<Gain> gains(CapacityAt at, String with) {
    String clients = "%d client%s%s".formatted(at.clients(), at.clients() == 1 ? "" : "s", with);
    return List.of(
        new Gain(
            "searches a second, " + clients,
            at.oldPerSecond(),
            at.changedPerSecond(),
            Optional.of(at.perSecond()),
            true),
        new Gain(
            "p95, ms, " + clients, at.oldP95(), at.changedP95(), Optional.of(at.p95()), false));
  }

  private Evidence valuesTried() {
    return Evidence.of(
        "values tried",
        new Table(
            List.of("setting", "value"),
            settings.stream().map(each -> List.of(each.name(), each.value())).toList()));
  }

  /** The clients at which the old server answered most searches. */
  private CapacityAt knee() {
    return capacity.stream()
        .max(Comparator.comparingDouble(CapacityAt::oldPerSecond))
        .orElseThrow(() -> new IllegalStateException("Step capacity has to run first."));
  }

  private static String yesOrNo(boolean fits) {
    return fits ? "yes" : "no";
  }

  /** Stops the copies and removes their files. */
  @Override
  public void close() {
    copies.close();
  }
}
