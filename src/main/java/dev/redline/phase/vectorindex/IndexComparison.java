package dev.redline.phase.vectorindex;

import dev.redline.change.PhaseContext;
import dev.redline.change.TwinOffer;
import dev.redline.phase.vectorindex.IndexBuild.Built;
import dev.redline.plan.workload.IndexChanges;
import dev.redline.plan.workload.LatencyTargets.SearchTarget;
import dev.redline.plan.workload.RelationName;
import dev.redline.plan.workload.SlowdownConfig;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.search.SearchSessions;
import dev.redline.search.SearchedData;
import dev.redline.search.SearchesOnServer;
import dev.redline.search.ServerSearch;
import dev.redline.target.twin.TwinSource;
import dev.redline.target.twin.Twins;
import dev.redline.vector.SqlSearch;
import dev.redline.verdict.Finding;
import dev.redline.workload.Reliability;
import dev.redline.workload.SearchComparison;
import dev.redline.workload.Workload;
import dev.redline.workload.pairs.PairKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * Searches through the old index and through the new one, in pairs. Nobody is harmed: on two copies
 * of the server, one of which has the new index alone; or on the server itself, where each of the
 * two searches can only go through one of them. An old index is never hidden on the server, since
 * that takes a lock which keeps everybody from the table.
 */
record IndexComparison(PhaseContext context, IndexChanges planned, ResolvedChange change) {

  /** Makes the copies, builds, measures, and removes the copies. */
  IndexMeasurements onTwins() throws SQLException {
    TwinSource source = TwinSource.read(context.connector());
    try (Twins twins = TwinOffer.copies(context, source, "another index", Map.of())) {
      twins.old().start();
      twins.changed().start();
      Connector changed = twins.changed().connector();
      RelationName working = change.working();
      Built built =
          new IndexBuild(changed, planned.build())
              .run(change.index().createAlone(working.name()), working);
      execute(changed, "DROP INDEX " + change.replaced().name().sql());
      return measured(twins.old().connector(), changed, built);
    }
  }

  /** Beside applications: both indexes are there, and each search can go through one alone. */
  IndexMeasurements onServer(Built built) throws SQLException {
    return measured(context.connector(), context.connector(), built);
  }

  private IndexMeasurements measured(Connector old, Connector changed, Built built)
      throws SQLException {
    Workload workload = context.workload().orElseThrow();
    SearchesOnServer searches = workload.searches();
    SearchedData was =
        searches.all(old).stream()
            .filter(data -> data.search().name().equals(change.search().name()))
            .findFirst()
            .orElseThrow();
    ServerSearch is =
        sameTruth(
            searches.resolved(
                changed,
                change.searched(
                    change.working(),
                    IndexedOn.read(changed, change.index().table(), change.working()))),
            was.search().rows());
    return new IndexMeasurements(
        searches.measure(old, was),
        searches.measure(changed, new SearchedData(is, was.queries())),
        change.working().name(),
        bytes(old),
        built,
        inserts(old),
        pairs(old, changed, was, is));
  }

  /**
   * Held against what the vectors themselves say. Distances of another form are no measure of them:
   * then rows count by their ids alone.
   */
  private ServerSearch sameTruth(ServerSearch is, SqlSearch was) {
    SqlSearch rows = is.rows();
    SqlSearch judged =
        new SqlSearch(
            rows.search(),
            was.exact(),
            rows.id(),
            rows.hasDistance() && change.sameForm(),
            rows.hnsw(),
            rows.set());
    return new ServerSearch(
        is.planned(), is.relation(), judged, is.distance(), is.indexes(), is.unfit());
  }

  private long bytes(Connector old) throws SQLException {
    try (Connection connection = old.open(ApplicationName.CONTROL)) {
      return new IndexCatalog(connection).find(change.replaced().name()).orElseThrow().bytes();
    }
  }

  private InsertTimes inserts(Connector old) throws SQLException {
    try (Connection connection = old.open(ApplicationName.CONTROL)) {
      return InsertTimes.measure(
          connection,
          change.index().table(),
          planned.limits().writtenRows(),
          change.oldDefinition(),
          change.index().definition());
    }
  }

  private Finding pairs(Connector old, Connector changed, SearchedData was, ServerSearch is)
      throws SQLException {
    SlowdownConfig usual = context.plan().latency().slowdown();
    List<PairKind> kinds =
        was.search().planned().targets().stream()
            .map(SearchTarget::k)
            .map(
                k ->
                    new PairKind(
                        "%s K=%d".formatted(is.name().replace(',', ' '), k),
                        was.search().rows(),
                        is.rows(),
                        k,
                        was.queries()))
            .toList();
    Workload workload = context.workload().orElseThrow();
    return new SearchComparison(
            context.plan(),
            workload,
            SearchSessions.on(context.connector(), workload.searches()),
            Reliability.read(context.folders().home()))
        .compare(
            old,
            changed,
            kinds,
            change.change().slowdown().map(usual::with).orElse(usual),
            "searches through the new index, by those through the old one",
            "comparisons/index_%s.csv".formatted(change.change().name()));
  }

  private static void execute(Connector connector, String sql) throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
