package dev.redline.phase.propose;

import dev.redline.plan.Plan;
import dev.redline.plan.ProposeConfig;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.plan.stage.Scale;
import dev.redline.plan.value.MemorySize;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.postgres.surroundings.Kind;
import dev.redline.postgres.surroundings.ServerSurroundings;
import dev.redline.search.Supervision;
import dev.redline.search.propose.ProposedLoad;
import dev.redline.target.PoolSizes;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Proposes what to do with a server, and touches nothing: settings, rights, indexes. It needs no
 * superuser, and a server anywhere.
 */
public final class Propose {

  private static final String FOLDER = "propose/";

  private static final String COUNTED_SINCE =
      "SELECT extract(epoch FROM now() - greatest(stats_reset, pg_catalog.pg_postmaster_start_time()))"
          + " FROM pg_catalog.pg_stat_database WHERE datname = current_database()";

  private final Connector connector;
  private final Plan plan;
  private final ProposeConfig config;
  private final Machine host;
  private final Clock clock;
  private final Optional<Supervision.Source> load;
  private final Consumer<String> say;

  /**
   * Opens nothing yet.
   *
   * @param memory of the server's host; empty if unknown
   * @param load what searches may add to that of the server, by gates/workload.yaml; empty: it says
   *     nothing, and what is proposed counts
   * @param here whether the server runs on this machine, whose cores and disk are then its own
   */
  public Propose(
      Connector connector,
      Plan plan,
      ProposeConfig config,
      Optional<MemorySize> memory,
      Optional<Integer> here,
      Optional<Supervision.Source> load,
      Clock clock,
      Consumer<String> say) {
    this.connector = connector;
    this.plan = plan;
    this.config = config;
    this.host = new Machine(memory, here, Machine.Disk.UNKNOWN);
    this.load = load;
    this.clock = clock;
    this.say = say;
  }

  /**
   * Each setting has a value, a reason, and what others would set; as statements, lines and list.
   */
  public Finding settings() throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      SettingsSnapshot now = SettingsSnapshot.take(connection, clock);
      AskedPooler pooler = AskedPooler.of(plan, now);
      List<ProposedSetting> proposed = proposed(connection, now, pooler.sizes());
      ProposalText text = new ProposalText(proposed);
      proposed.forEach(each -> say.accept("  " + each));
      say.accept(text.alterSystem());
      List<String> poolers =
          new ArrayList<>(
              PoolerNeeds.of(ServerSurroundings.read(connector, clock).participants(), now));
      pooler.sizes().ifPresent(sizes -> poolers.add(PoolerNeeds.of(sizes, now)));
      poolers.forEach(each -> say.accept("  " + each));
      return Finding.of(
          Stream.concat(
                  Stream.of(lowersNothing(proposed, now), memoryKnown()),
                  pooler.obstacle().stream())
              .toList(),
          Evidence.of("what poolers need", poolers),
          Evidence.kept("proposed settings", FOLDER + "settings.json", proposed),
          Evidence.kept("as ALTER SYSTEM", FOLDER + "settings.sql", text.alterSystem()),
          Evidence.kept("as lines of postgresql.conf", FOLDER + "redline.conf", text.lines()),
          Evidence.kept("as a parameter list", FOLDER + "parameters.txt", text.parameters()));
    }
  }

  /** What each HNSW index takes to be built is foretold. */
  public Finding builds() throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      SettingsSnapshot now = SettingsSnapshot.take(connection, clock);
      List<CatalogIndex> indexes = CatalogIndex.readAll(connection);
      List<BuildMemory> builds = builds(indexes, now);
      builds.forEach(build -> say.accept("  " + build));
      long unknown = indexes.stream().filter(each -> each.isHnsw() && each.rows() < 0).count();
      String subject = "HNSW builds foretold";
      String required = "all of them";
      String observed = "%d of %d".formatted(builds.size(), builds.size() + unknown);
      return Finding.of(
          unknown == 0
              ? Verdict.pass(subject, observed, required)
              : Verdict.inconclusive(
                  subject, observed, required, "ANALYZE their tables, or load rows"),
          Evidence.kept("build memory", FOLDER + "builds.json", builds));
    }
  }

  /** The account's rights are on record, with the script that grants those that are missing. */
  public Finding rights() throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      SettingsSnapshot now = SettingsSnapshot.take(connection, clock);
      AccountRights account = new AccountRights(connection, now.server().release());
      List<Right> rights = account.of(now.server().user(), planned(now), tables(connection));
      String script = account.script(now.server().user(), rights);
      List<Right> missing = rights.stream().filter(right -> !right.held()).toList();
      say.accept(missing.isEmpty() ? "The account has every right that the phases need." : script);
      return Finding.of(
          Verdict.pass(
              "rights of " + now.server().user(),
              "%d of %d held".formatted(rights.size() - missing.size(), rights.size()),
              "on record, with one script for those that are missing"),
          Evidence.kept("rights", FOLDER + "rights.json", rights),
          Evidence.kept("script of grants", FOLDER + "grants.sql", script));
    }
  }

  /** What measuring may take of the server is said, or proposed by what the server does. */
  public Finding load() throws SQLException {
    String subject = "limits of load";
    String required = "in gates/workload.yaml, or proposed";
    if (load.isPresent()) {
      return Finding.of(Verdict.pass(subject, "in gates/workload.yaml", required));
    }
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      String proposed = ProposedLoad.read(connection).yaml();
      say.accept(proposed);
      return Finding.of(
          Verdict.pass(subject, "proposed, and kept meanwhile", required),
          Evidence.kept("proposed limits of load", FOLDER + "load.yaml", proposed));
    }
  }

  /** No vector index is invalid, double, useless, broken or without recall. */
  public Finding indexes() throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        Supervision searches = supervision(connection)) {
      List<CatalogIndex> indexes = CatalogIndex.readAll(connection);
      List<IndexFinding> findings = new ArrayList<>(catalog(connection, indexes));
      SearchedIndexes choice = SearchedIndexes.of(indexes, config);
      IndexProbe probe = new IndexProbe(connection, config, searches);
      for (CatalogIndex index : choice.searched()) {
        IndexProbe.Result result = probe.probe(index);
        result.finding().ifPresent(findings::add);
        result.stopped().ifPresent(why -> choice.leave(index, why));
      }
      choice.left().forEach(each -> say.accept("  " + each));
      return Finding.of(
          Verdict.none(
              "vector indexes that are not worth having as they are",
              findings,
              "none of %d, of which %d are not searched"
                  .formatted(indexes.size(), choice.left().size()),
              "run the statements that mend them"),
          Evidence.kept("indexes to mend", FOLDER + "indexes.json", findings),
          Evidence.of("indexes that are not searched", choice.left()));
    }
  }

  /** What needs no search. */
  List<IndexFinding> catalog(Connection connection, List<CatalogIndex> indexes)
      throws SQLException {
    return new IndexFindings(
            indexes, new StatementOperators(connection).byTable(indexes), counted(connection))
        .all();
  }

  private Supervision supervision(Connection connection) throws SQLException {
    Supervision.Source source =
        load.isPresent() ? load.get() : Supervision.within(ProposedLoad.read(connection).limits());
    return source.of(connector);
  }

  List<ProposedSetting> proposed(
      Connection connection, SettingsSnapshot now, Optional<PoolSizes> pools) throws SQLException {
    List<CatalogIndex> indexes = CatalogIndex.readAll(connection);
    ServerSurroundings around = ServerSurroundings.read(connector, clock);
    Machine machine = withDisk(now);
    long largest =
        builds(indexes, now).stream().mapToLong(BuildMemory::maintenanceWorkMem).max().orElse(0);
    SettingDrafts settings =
        new SettingDrafts(
            machine,
            now,
            indexes.stream().mapToLong(CatalogIndex::bytes).sum(),
            largest,
            (int)
                around.participants().stream().filter(each -> each.kind() == Kind.STANDBY).count(),
            pools);
    return new Proposer(now, new Beside(plan, now, machine)).propose(settings.drafts());
  }

  private Machine withDisk(SettingsSnapshot now) {
    Machine.Disk disk =
        host.cores().isPresent()
            ? new DiskProbe(java.nio.file.Path.of("/sys")).of(now.current("data_directory"))
            : Machine.Disk.UNKNOWN;
    return new Machine(host.memory(), host.cores(), disk);
  }

  private static List<BuildMemory> builds(List<CatalogIndex> indexes, SettingsSnapshot now) {
    return BuildMemory.of(
        indexes, now.server().release(), now.setting("maintenance_work_mem").bytes());
  }

  /** Of every stage: values do not matter, so that no memory need be known. */
  private Collection<String> planned(SettingsSnapshot now) {
    Plan unscaled = plan.withScale(Scale.NONE);
    Collection<String> names = new TreeSet<>();
    unscaled.phases().stream()
        .flatMap(phase -> phase.stage().stream())
        .flatMap(stage -> stage.forServer(Optional.empty(), now).stream())
        .map(PlannedSetting::name)
        .forEach(names::add);
    return names;
  }

  private static Collection<dev.redline.plan.workload.RelationName> tables(Connection connection)
      throws SQLException {
    return CatalogIndex.readAll(connection).stream().map(CatalogIndex::table).distinct().toList();
  }

  private static Verdict lowersNothing(List<ProposedSetting> proposed, SettingsSnapshot now) {
    return Verdict.none(
        "proposed settings below what somebody has raised",
        proposed.stream()
            .filter(each -> !each.kept() && now.raisedAbove(each.name(), each.value()).isPresent())
            .toList(),
        "none",
        "report this: a proposal never lowers");
  }

  private Verdict memoryKnown() {
    String subject = "memory of the host";
    String required = "known, or nothing that depends on it can be proposed";
    return host.memory()
        .map(memory -> Verdict.pass(subject, memory.toString(), required))
        .orElseGet(
            () ->
                Verdict.inconclusive(
                    subject, "unknown", required, "set host_memory in gates/target.yaml"));
  }

  private boolean counted(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(COUNTED_SINCE)) {
      return row.next() && row.getDouble(1) >= config.unusedFor().toSeconds();
    }
  }
}
