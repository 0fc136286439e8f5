package dev.redline.phase.policy;

import dev.redline.change.PhaseContext;
import dev.redline.plan.Plan;
import dev.redline.plan.workload.QueryPolicy;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.search.SearchedData;
import dev.redline.search.SearchesOnServer;
import dev.redline.vector.PolicyProbe;
import dev.redline.vector.PolicyProbe.Defaults;
import dev.redline.vector.SearchSession;
import dev.redline.vector.WitnessedSearch;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.workload.Workload;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way back from the query-time policy: no {@code SET LOCAL}. The steps in their order; nothing
 * is changed on the server at any of them.
 */
public final class PolicyOff {

  /** What a person runs, in the project's folder, to switch the policy off for good. */
  public static final String COMMAND =
      "sed -i 's/set_local: on/set_local: off/' gates/latency.yaml";

  /** What a person runs to switch it on again. */
  public static final String BACK_ON =
      "sed -i 's/set_local: off/set_local: on/' gates/latency.yaml";

  private final Plan plan;
  private final Connector connector;
  private final Optional<Workload> workload;
  private final Consumer<String> say;
  private @Nullable Defaults before;
  private @Nullable WitnessedSearch under;
  private @Nullable Map<String, String> set;

  /** A scenario that has not begun. */
  public PolicyOff(PhaseContext context) {
    this(context.plan(), context.connector(), context.workload(), context.say());
  }

  PolicyOff(Plan plan, Connector connector, Optional<Workload> workload, Consumer<String> say) {
    this.say = say;
    this.plan = plan;
    this.connector = connector;
    this.workload = workload;
  }

  /** Searches under the policy, whatever the plan's switch says; notes what was there before. */
  public Finding apply() throws SQLException {
    if (workload.isEmpty()) {
      return Finding.of(
          Verdict.inconclusive(
              "search under the policy",
              "nothing to search",
              "a search in gates/workload.yaml",
              "have it proposed: mvn verify -Dgroups=discovery -Daccept=workload"));
    }
    SearchesOnServer searches = workload.get().searches();
    SearchedData data = searches.main(connector);
    before = defaults();
    under = search(searches, data, on());
    set = data.search().rows().settings(on(), under.k());
    return Finding.of(
        Verdict.pass("search under the policy", under.rows() + " rows", "a search"),
        Evidence.of("what new sessions have before", before));
  }

  /** The policy's settings were in force inside of the search's transaction. */
  public Finding prove() {
    WitnessedSearch search = applied(under);
    return Finding.of(
        PolicyCheck.witnessed("the heaviest search", search, applied(set)),
        Evidence.of("search under the policy", search));
  }

  /** With the policy off a search runs with what the server has. */
  public Finding rollBack() throws SQLException {
    say.accept("To switch the query-time policy off by hand: " + COMMAND);
    SearchesOnServer searches = workload.orElseThrow().searches();
    SearchedData data = searches.main(connector);
    WitnessedSearch search = search(searches, data, plan.latency().policy().off());
    return Finding.of(
        PolicyCheck.same(
            "settings in the transaction of a search, policy off",
            search.within().values(),
            withOwn(data),
            "look for a role, database or file that sets them"),
        Evidence.of("search without the policy", search),
        Evidence.of("to switch the policy off", COMMAND),
        Evidence.of("to switch the policy on again", BACK_ON));
  }

  /** Neither a role nor a database nor a new session has anything that it did not have. */
  public Finding proveGone() throws SQLException {
    Defaults now = defaults();
    return Finding.of(
        PolicyCheck.untouched(applied(before), now),
        Evidence.of("what new sessions have after", now));
  }

  /** What a search sets of itself, it sets with the policy or without. */
  private Map<String, String> withOwn(SearchedData data) {
    Map<String, String> settings = new TreeMap<>(applied(before).settings());
    settings.putAll(data.search().rows().set());
    return settings;
  }

  private QueryPolicy on() {
    return plan.latency().policy().on();
  }

  private WitnessedSearch search(SearchesOnServer searches, SearchedData data, QueryPolicy policy)
      throws SQLException {
    try (SearchSession session = searches.session(connector, policy)) {
      return session.witnessed(
          data.search().rows(), data.queries().get(0), plan.latency().largestK());
    }
  }

  private Defaults defaults() throws SQLException {
    try (Connection fresh = connector.open(ApplicationName.CONTROL)) {
      return PolicyProbe.defaults(fresh);
    }
  }

  private static <T> T applied(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("apply() has to run first, and to pass.");
    }
    return value;
  }
}
