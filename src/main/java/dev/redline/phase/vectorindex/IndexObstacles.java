package dev.redline.phase.vectorindex;

import dev.redline.phase.vectorindex.IndexCatalog.Entry;
import dev.redline.plan.workload.RelationName;
import dev.redline.search.ServerSearch;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands in the way of an index change.
 *
 * @param resumed whether an earlier run has built the index already
 */
record IndexObstacles(Connection connection, ResolvedChange change, boolean resumed) {

  private static final String BUILDS =
      """
      SELECT format('pid %s of %s', p.pid, a.usename)
      FROM pg_catalog.pg_stat_progress_create_index p
      JOIN pg_catalog.pg_stat_activity a ON a.pid = p.pid
      WHERE p.relid = to_regclass(?) ORDER BY 1
      """;

  /** Each has to be none. */
  List<Verdict> verdicts(List<ServerSearch> all) throws SQLException {
    return List.of(
        Verdict.none(
            "why this account may not swap " + change.replaced().name(),
            owners(),
            "none",
            "run as the owner of the index, or take another index"),
        Verdict.none(
            "indexes of others under the names that are needed",
            taken(),
            "none",
            "rename them, or the change in gates/indexes.yaml"),
        Verdict.none(
            "sessions that build an index of the table",
            builds(),
            "none",
            "wait until they are done"),
        Verdict.none(
            "other searches that the old index serves, and the new one could not",
            others(all),
            "none",
            "change them first, or keep the old index"));
  }

  private List<String> owners() {
    List<String> reasons = new ArrayList<>();
    if (!change.entry().mayDrop()) {
      reasons.add("it belongs to " + change.entry().owner());
    }
    if (change.entry().part()) {
      reasons.add("it belongs to a constraint, or to the index of a partitioned table");
    }
    return reasons;
  }

  private List<String> taken() throws SQLException {
    List<String> taken = new ArrayList<>();
    IndexCatalog catalog = new IndexCatalog(connection);
    for (RelationName name : List.of(change.working(), change.parked())) {
      boolean own = resumed && name.equals(change.working());
      catalog.find(name).filter(entry -> !own).map(Entry::definition).ifPresent(taken::add);
    }
    return taken;
  }

  private List<String> builds() throws SQLException {
    List<String> builds = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(BUILDS)) {
      statement.setString(1, change.index().table().sql());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          builds.add(row.getString(1));
        }
      }
    }
    return builds;
  }

  private List<String> others(List<ServerSearch> all) {
    return change.sameForm()
        ? List.of()
        : all.stream()
            .filter(search -> !search.name().equals(change.search().name()))
            .filter(search -> search.indexes().contains(change.replaced()))
            .map(ServerSearch::name)
            .toList();
  }
}
