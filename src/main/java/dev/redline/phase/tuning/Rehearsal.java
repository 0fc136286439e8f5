package dev.redline.phase.tuning;

import dev.redline.change.PhaseContext;
import dev.redline.change.PhaseResource;
import dev.redline.change.PlannedTwins;
import dev.redline.change.settings.PlannedValues;
import dev.redline.plan.Phase;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.ServerStartException;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.search.MeasuredSearch;
import dev.redline.search.SearchSessions;
import dev.redline.target.twin.Twins;
import dev.redline.vector.SearchMeasurement;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.workload.ChangedAnswers;
import dev.redline.workload.Reliability;
import dev.redline.workload.SearchCheck;
import dev.redline.workload.SearchComparison;
import dev.redline.workload.SearchMeasurements;
import dev.redline.workload.Workload;
import dev.redline.workload.YourAnswers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stage tried on a twin of the server before the server itself is touched. The methods are the
 * steps, in their order. Where there is no twin every step says so and passes: the server itself is
 * then the experiment.
 */
public final class Rehearsal implements PhaseResource {

  private static final String UNTOUCHED = "correct the stage; the server is untouched";

  private final String tag;
  private final PhaseContext context;
  private List<PlannedSetting> settings = List.of();
  private String without = "no step has been taken";
  private @Nullable Twins twins;

  /** One that has not begun. */
  public Rehearsal(Phase phase, PhaseContext context) {
    this.tag = phase.tag();
    this.context = context;
  }

  /**
   * Copies the server twice, and starts one copy with the new values.
   *
   * @param planned none: there is nothing to try
   */
  public Finding boots(List<PlannedSetting> planned) throws SQLException {
    settings = List.copyOf(planned);
    Optional<Verdict> none = planned.isEmpty() ? reason("nothing is to change") : refused();
    if (none.isPresent()) {
      return Finding.of(none.get());
    }
    String subject = "start of a twin with the new values";
    try {
      Twins made = copies().make("rehearsal of " + tag);
      twins = made;
      made.old().start();
      made.changed().start();
      return Finding.of(Verdict.pass(subject, "started" + leftOut(made), "it starts"));
    } catch (ServerStartException e) {
      close();
      return Finding.of(
          Verdict.fail(subject, String.valueOf(e.getMessage()), "it starts", UNTOUCHED));
    }
  }

  private static String leftOut(Twins twins) {
    List<String> libraries = twins.old().librariesLeftOut();
    String without =
        libraries.isEmpty() ? "" : ", without %s, which may act by themselves".formatted(libraries);
    return twins.old().leavesOutHugePages()
        ? without + "; in ordinary pages: a start in huge pages was not rehearsed"
        : without;
  }

  /** Empty if there is to be a twin. */
  private Optional<Verdict> refused() throws SQLException {
    return copies()
        .reasonAgainst()
        .flatMap(why -> reason("the server itself is the experiment" + why));
  }

  private PlannedTwins copies() {
    return new PlannedTwins(context, settings);
  }

  private Optional<Verdict> reason(String why) {
    without = why;
    context.say().accept("No rehearsal: " + why);
    return Optional.of(notRehearsed("start of a twin with the new values"));
  }

  /** Every new value is what the twin runs with. */
  public Finding inForce() throws SQLException {
    if (twins == null) {
      return Finding.of(notRehearsed("values in force on a twin"));
    }
    SettingsSnapshot now;
    try (Connection connection = twins.changed().connector().open(ApplicationName.CONTROL)) {
      now = SettingsSnapshot.take(connection, context.clock());
    }
    return new PlannedValues(settings, Optional.empty())
        .inForce(now, "in force on the twin", UNTOUCHED);
  }

  /** Searches keep their plans, their rows and their recall. */
  public Finding searches() throws SQLException {
    if (twins == null) {
      return Finding.of(notRehearsed("plans and recall on a twin"));
    }
    SearchMeasurements before = measured(twins.old().connector());
    SearchMeasurements after = measured(twins.changed().connector());
    SearchCheck check = new SearchCheck(context.plan().latency());
    List<Verdict> verdicts = new ArrayList<>();
    for (MeasuredSearch search : after.searches()) {
      for (MeasuredSearch.AtK at : search.byK()) {
        SearchMeasurement was = before.of(search.search()).at(at.k()).orElseThrow().measured();
        verdicts.add(check.sameScan(search, was, at.measured()));
        verdicts.add(check.sameRecall(search.search(), was, at.measured()));
      }
    }
    return Finding.of(verdicts);
  }

  private SearchMeasurements measured(Connector twin) throws SQLException {
    return new SearchMeasurements(
        context.workload().orElseThrow().searches().measure(twin), List.of());
  }

  /** Answers of the user's pipeline are as good from the twin with the new values. */
  public Finding answers() throws SQLException {
    Optional<YourAnswers> yours = context.workload().flatMap(Workload::yourAnswers);
    if (twins == null) {
      return Finding.of(notRehearsed("answers from a twin"));
    }
    if (yours.isEmpty()) {
      return Finding.of(
          Verdict.pass(
              "answers from a twin",
              "not asked: gates/workload.yaml names nobody who answers",
              "asked, where it does"));
    }
    ChangedAnswers answers = new ChangedAnswers(yours.get());
    answers.askBefore(twins.old().connector());
    Finding passages = answers.passages(twins.changed().connector());
    if (!passages.passed()) {
      return passages;
    }
    Finding judged = passages.and(answers.judged());
    return judged.passed() ? judged.and(answers.answers()) : judged;
  }

  /** Searches with the new values are not slower than with the old ones. */
  public Finding slowdown() throws SQLException {
    if (twins == null) {
      return Finding.of(notRehearsed("slow-down on a twin"));
    }
    return comparison()
        .compare(
            twins.old().connector(),
            twins.changed().connector(),
            "searches on the twin with the new values, by those with the old",
            "comparisons/" + tag + "_twins.csv");
  }

  /**
   * Whether there is an unchanged twin to compare the changed server with. A server of somebody's
   * serves others meanwhile, a twin does not: they are no pair.
   */
  boolean canConfirm() {
    return twins != null && context.target().throwaway();
  }

  /** Searches of the changed server are not slower than those of the unchanged twin. */
  Finding confirmed() throws SQLException {
    if (twins == null) {
      throw new IllegalStateException("There is no twin: " + without);
    }
    Connector unchanged = twins.old().connector();
    return comparison()
        .compare(
            unchanged,
            context.connector(),
            SearchComparison.kinds(context.workload().orElseThrow(), unchanged),
            context.plan().latency().slowdown().confirming(),
            "searches after the change, by those of an unchanged twin",
            "comparisons/" + tag + "_server.csv");
  }

  private SearchComparison comparison() {
    Workload workload = context.workload().orElseThrow();
    return new SearchComparison(
        context.plan(),
        workload,
        SearchSessions.on(context.connector(), workload.searches()),
        Reliability.read(context.folders().home()));
  }

  private Verdict notRehearsed(String subject) {
    return Verdict.pass(subject, "not rehearsed: " + without, "a twin, where there is one");
  }

  /** Stops the twins and removes their files. */
  @Override
  public void close() {
    if (twins != null) {
      twins.close();
      twins = null;
    }
  }
}
