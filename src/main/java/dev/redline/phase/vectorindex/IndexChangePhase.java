package dev.redline.phase.vectorindex;

import dev.redline.approval.Decision;
import dev.redline.change.ChangingPhase;
import dev.redline.change.PhaseChange;
import dev.redline.change.PhaseContext;
import dev.redline.change.TwinOffer;
import dev.redline.change.UnchangedCheck;
import dev.redline.phase.vectorindex.IndexBuild.Built;
import dev.redline.phase.vectorindex.IndexCatalog.Entry;
import dev.redline.plan.workload.IndexChange;
import dev.redline.plan.workload.IndexChanges;
import dev.redline.plan.workload.PlannedSearch;
import dev.redline.plan.workload.RelationName;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.ServerObjects;
import dev.redline.postgres.ServerState;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.LeftAlone;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Another index for a search of the workload: built beside the old one, compared with it in pairs,
 * and put in its place once a person has decided. On a throwaway server, and where the plan says
 * {@code rehearse: twin}, it is compared on copies before the server is touched; otherwise on the
 * server, after it is built.
 */
public final class IndexChangePhase implements ChangingPhase {

  private static final String TAG = "index";

  private final PhaseContext context;
  private final PhaseChange change;
  private final IndexChanges rules;
  private final Optional<String> named;
  private @Nullable ResolvedChange resolved;
  private @Nullable IndexMeasurements onTwins;
  private @Nullable IndexMeasurements onServer;
  private @Nullable Built built;
  private Optional<String> leftAlone = Optional.empty();
  private String withoutTwin = "";
  private boolean resumed;

  /**
   * Touches nothing yet.
   *
   * @param named what {@code -Dindex} names; empty if it names nothing
   */
  public IndexChangePhase(
      PhaseContext context, PhaseChange change, IndexChanges rules, Optional<String> named) {
    this.context = context;
    this.change = change;
    this.rules = rules;
    this.named = named;
  }

  @Override
  public PhaseChange change() {
    return change;
  }

  /** One change is meant, of a search that the workload has; what earlier ones left is dropped. */
  @Override
  public Finding mayBeChanged() throws SQLException {
    Finding permitted = change.mayBeChanged().and(Finding.of(chosen()));
    return permitted.passed() && !change.progress().hasPendingChange()
        ? permitted.and(Finding.of(finished()))
        : permitted;
  }

  private Verdict chosen() {
    String subject = "change of gates/indexes.yaml";
    String required = "one, of a search of the workload";
    Optional<IndexChange> meant = rules.chosen(named);
    if (meant.isEmpty()) {
      return Verdict.fail(
          subject,
          named.orElse("none is named") + ", of " + rules.names(),
          required,
          "add -Dindex=<name>, or an entry to gates/indexes.yaml");
    }
    return searches().stream().anyMatch(each -> each.name().equals(meant.get().search()))
        ? Verdict.pass(subject, meant.get().name(), required)
        : Verdict.fail(
            subject,
            "%s, of search %s, which is not there".formatted(named, meant.get().search()),
            required,
            "the searches are " + searches().stream().map(PlannedSearch::name).toList());
  }

  /** A run that ended between its commit and the drop has left the old index. */
  private Verdict finished() throws SQLException {
    List<RelationName> dropped = swap().dropReplaced();
    return Verdict.pass(
        "indexes that committed changes have replaced",
        dropped.isEmpty() ? "none left" : "dropped now: " + dropped,
        "dropped");
  }

  private List<PlannedSearch> searches() {
    return context
        .workload()
        .map(workload -> workload.searches().workload().searches())
        .orElse(List.of());
  }

  /** The statement, what it takes, and what the search becomes. */
  @Override
  public Finding dryRun() throws SQLException {
    IndexChange meant = rules.chosen(named).orElseThrow();
    PlannedSearch planned =
        searches().stream()
            .filter(each -> each.name().equals(meant.search()))
            .findFirst()
            .orElseThrow();
    try (Connection connection = control()) {
      ResolvedChange found = new IndexResolver(connection, meant).resolve(planned);
      resolved = found;
      if (found.isThere()) {
        leftAlone =
            Optional.of("%s is what the change asks for".formatted(found.replaced().name()));
        return left("index");
      }
      BuildNeeds needs = BuildNeeds.read(connection, context, found);
      say(found, needs.forecast());
      return Finding.of(
          List.of(needs.memory(rules.build()), needs.disk()),
          Evidence.of("dry run", content()),
          Evidence.of("forecast", needs.forecast()));
    }
  }

  private void say(ResolvedChange found, IndexForecast forecast) {
    context.say().accept("Another index for search \"%s\":".formatted(found.search().name()));
    context.say().accept("  now:  " + found.entry().definition());
    context.say().accept("  then: " + found.index().createBeside(found.replaced().name().name()));
    context.say().accept("  " + forecast);
  }

  /** What an approval holds for: the index before and after. */
  private List<String> content() {
    ResolvedChange found = resolved();
    return List.of(
        "index %s: %s -> %s"
            .formatted(found.replaced().name(), found.oldDefinition(), found.index().definition()));
  }

  /** This account may swap it, nothing of others has its name, and no other search needs it. */
  @Override
  public Finding ownership() throws SQLException {
    if (leftAlone.isPresent()) {
      return left("owners");
    }
    try (Connection connection = control()) {
      return Finding.of(
          new IndexObstacles(connection, resolved(), change.progress().hasPendingChange())
              .verdicts(context.workload().orElseThrow().searches().resolved(context.connector())));
    }
  }

  @Override
  public Finding approval() {
    return change.approval(
        content(),
        leftAlone.isPresent()
            ? List.of()
            : List.of(
                Decision.about(
                    "build",
                    "%s is built CONCURRENTLY beside %s: %s"
                        .formatted(
                            resolved().working(),
                            resolved().replaced().name(),
                            resolved().index().definition()))));
  }

  /** Compares on copies of the server before it is touched, or says why not. */
  public Finding rehearse() throws SQLException {
    resumed = change.progress().hasPendingChange();
    withoutTwin =
        leftAlone
            .or(() -> resumed ? Optional.of("the new index is built already") : Optional.empty())
            .orElse(
                TwinOffer.reasonAgainst(
                        context, change.before().settings().setting("shared_buffers").bytes())
                    .map("compared on the server"::concat)
                    .orElse(""));
    if (!withoutTwin.isEmpty()) {
      context.say().accept("No copies of the server: " + withoutTwin);
      return notHere("copies of the server", withoutTwin);
    }
    IndexMeasurements measured = new IndexComparison(context, rules, resolved()).onTwins();
    onTwins = measured;
    return measured(measured, "searches on copies of the server, one with the new index alone");
  }

  private Finding measured(IndexMeasurements measured, String subject) {
    return Finding.of(
        Verdict.pass(subject, "measured", "both indexes, in pairs"),
        change.kept(
            "searches through both indexes",
            "searches",
            List.of(measured.before(), measured.after())),
        Evidence.of("what the index came to", IndexFigures.of(measured)));
  }

  /** Recall, rows and plans on the copies. */
  public Finding rehearsedSearches() {
    return judged(onTwins, withoutTwin, this::searches);
  }

  /** Times on the copies. */
  public Finding rehearsedSlowdown() {
    return judged(onTwins, withoutTwin, IndexMeasurements::pairs);
  }

  /** Size and writes on the copies. */
  public Finding rehearsedCosts() {
    return judged(onTwins, withoutTwin, this::costs);
  }

  private Finding searches(IndexMeasurements measured) {
    return Finding.of(verdicts().recall(measured))
        .and(Finding.of(IndexVerdicts.rowsAndPlans(measured)));
  }

  private Finding costs(IndexMeasurements measured) {
    return Finding.of(List.of(verdicts().size(measured), verdicts().writeCost(measured)));
  }

  private IndexVerdicts verdicts() {
    return new IndexVerdicts(rules.limits(), resolved().search().planned().targets());
  }

  private static Finding judged(
      @Nullable IndexMeasurements measured,
      String otherwise,
      Function<IndexMeasurements, Finding> rule) {
    return measured == null
        ? notHere("searches through both indexes", otherwise)
        : rule.apply(measured);
  }

  private static Finding notHere(String subject, String why) {
    return Finding.of(
        Verdict.pass(subject, "not here: " + why, "once, on copies or on the server"));
  }

  @Override
  public Finding keep() {
    if (leftAlone.isPresent()) {
      return left("way back");
    }
    change.begin(IndexChangeKind.keep(resolved()));
    String back = IndexSwap.drop(resolved().working());
    return Finding.of(
        change.keeps(back)
            ? Verdict.pass("way back on disk", back, "the statement that takes the index away")
            : Verdict.fail("way back on disk", "not there", back, "look at the state file"));
  }

  /** Builds the index beside the old one; what an earlier run has built stays. */
  @Override
  public Finding apply() throws SQLException {
    if (leftAlone.isPresent()) {
      return left("index");
    }
    RelationName working = resolved().working();
    String subject = "index " + working;
    if (entry(working).filter(Entry::usable).isPresent()) {
      return Finding.of(Verdict.pass(subject, "built by an earlier run", "built"));
    }
    Built now = new IndexBuild(context.connector(), rules.build()).run(statement(), working);
    built = now;
    return Finding.of(
        Verdict.pass(subject, "built in %.0f ms".formatted(now.millis()), "built"),
        Evidence.of("build", now));
  }

  /** Beside applications the search must not see it before it is judged. */
  private String statement() {
    return compared().createBeside(resolved().working().name());
  }

  private NewIndex compared() {
    NewIndex index = resolved().index();
    return onTwins == null && resolved().sameForm()
        ? resolved().alias().map(index::on).orElse(index)
        : index;
  }

  @Override
  public Finding validate() throws SQLException {
    return leftAlone.isPresent() ? left("index") : usable(resolved().working());
  }

  private Finding usable(RelationName index) throws SQLException {
    Optional<Entry> entry = entry(index);
    String observed =
        entry.map(each -> each.usable() ? "valid, ready and live" : "invalid").orElse("not there");
    return Finding.of(
        entry.filter(Entry::usable).isPresent()
            ? Verdict.pass("index " + index, observed, "valid, ready and live")
            : Verdict.fail(
                "index " + index,
                observed,
                "valid, ready and live",
                "run again: it is built anew"));
  }

  /** An index takes effect by itself. */
  @Override
  public Finding takeEffect() throws SQLException {
    return validate();
  }

  @Override
  public Finding inForce() throws SQLException {
    Finding finding = validate();
    if (finding.passed() && leftAlone.isEmpty()) {
      change.applied();
    }
    return finding;
  }

  /** Nothing differs but the new index. */
  @Override
  public Finding nothingElseChanged() throws SQLException {
    ServerState now = ServerState.read(context.connector(), context.clock());
    return Finding.of(
        List.of(
            UnchangedCheck.ofSettings(change.before(), now, context.mayDiffer()),
            UnchangedCheck.ofObjects(change.before(), without(now, resolved().working()))));
  }

  private static ServerState without(ServerState now, RelationName index) {
    Map<String, String> others = new TreeMap<>(now.objects().byName());
    others.remove("index " + index);
    return new ServerState(
        now.settings(), now.vectorIndexes(), now.rows(), new ServerObjects(others));
  }

  /** Compares on the server, where no copies were. */
  public Finding compare() throws Exception {
    if (onTwins != null || leftAlone.isPresent()) {
      return notHere("searches on the server", leftAlone.orElse("judged on copies"));
    }
    if (resumed && resolved().sameForm() && isFinal()) {
      return notHere("searches on the server", "judged on copies by the run that built the index");
    }
    if (resolved().sameForm() && resolved().alias().isEmpty()) {
      return Finding.of(
          Verdict.inconclusive(
              "searches on the server",
              "both indexes serve the same search: nobody can tell which one it takes",
              "one index a search",
              "say rehearse: twin in gates/target.yaml"));
    }
    return change.measured(
        () -> {
          IndexMeasurements measured =
              new IndexComparison(context, rules, resolved()).onServer(known());
          onServer = measured;
          return measured(measured, "searches on the server, each through one index");
        });
  }

  private Built known() throws SQLException {
    return built != null
        ? built
        : new Built(Double.NaN, entry(resolved().working()).orElseThrow().bytes(), List.of());
  }

  /** Recall, rows and plans on the server. */
  public Finding comparedSearches() throws Exception {
    return change.measured(() -> judged(onServer, "judged on copies", this::searches));
  }

  /** Times on the server. */
  public Finding comparedSlowdown() throws Exception {
    return change.measured(() -> judged(onServer, "judged on copies", IndexMeasurements::pairs));
  }

  /** Size and writes on the server. */
  public Finding comparedCosts() throws Exception {
    return change.measured(() -> judged(onServer, "judged on copies", this::costs));
  }

  /** The new index gets the name of the old one, by a person's decision where it takes one. */
  @Override
  public Finding commit() throws SQLException {
    if (leftAlone.isPresent()) {
      return change.commit();
    }
    Verdict decision = decided();
    if (!decision.passed()) {
      return Finding.of(decision);
    }
    if (!isFinal()) {
      swap().dropOurs(resolved().working());
      new IndexBuild(context.connector(), rules.build())
          .run(resolved().index().createBeside(resolved().working().name()), resolved().working());
    }
    Finding finding = usable(resolved().working());
    if (!finding.passed()) {
      return finding;
    }
    swap().swap(resolved());
    return finding.and(change.commit());
  }

  private Verdict decided() {
    return context.target().throwaway()
        ? Verdict.pass("decision about commit", "none is needed", "one, on a server of somebody's")
        : change
            .decisions()
            .judge(
                TAG,
                Decision.about(
                    Decision.COMMIT,
                    "%s is replaced and dropped; until then nothing is lost"
                        .formatted(resolved().replaced().name())),
                change.hash());
  }

  /** Whether what was built is what searches are to use. */
  private boolean isFinal() throws SQLException {
    return !resolved().sameForm()
        || IndexedOn.read(context.connector(), resolved().index().table(), resolved().working())
            .equals(resolved().index().indexed());
  }

  /** The old index is dropped, and the search goes through the new one. */
  public Finding replaced() throws SQLException {
    if (leftAlone.isPresent()) {
      return left("old index");
    }
    Verdict dropped = dropped();
    return dropped.passed()
        ? Finding.of(dropped).and(new NewSearch(context, resolved()).finding())
        : Finding.of(dropped);
  }

  private Verdict dropped() {
    String subject = "old index";
    try {
      return Verdict.pass(subject, "dropped: " + swap().dropReplaced(), "dropped");
    } catch (SQLException e) {
      return Verdict.fail(
          subject,
          "still there: " + e.getMessage(),
          "dropped",
          "run -Dgroups=index again, or " + IndexSwap.drop(resolved().parked()));
    }
  }

  private Finding left(String subject) {
    String reason = leftAlone.orElseThrow();
    return Finding.of(
        Verdict.pass(subject, "left alone: " + reason, "as the change asks for it"),
        Evidence.of("left alone", new LeftAlone(subject, reason)));
  }

  private IndexSwap swap() {
    return new IndexSwap(context.connector(), rules.build());
  }

  private Optional<Entry> entry(RelationName index) throws SQLException {
    try (Connection connection = control()) {
      return new IndexCatalog(connection).find(index);
    }
  }

  private Connection control() throws SQLException {
    return context.connector().open(ApplicationName.CONTROL);
  }

  private ResolvedChange resolved() {
    if (resolved == null) {
      throw new IllegalStateException("Step dryRun has to run first.");
    }
    return resolved;
  }
}
