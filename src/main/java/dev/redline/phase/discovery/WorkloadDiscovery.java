package dev.redline.phase.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.redline.change.PhaseContext;
import dev.redline.files.AtomicFile;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.postgres.ApplicationName;
import dev.redline.search.SearchResolver;
import dev.redline.search.ServerSearch;
import dev.redline.search.Sight;
import dev.redline.search.WorkloadException;
import dev.redline.search.propose.ProposedWorkload;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.verdict.WritesItself;
import dev.redline.workload.Workload;
import dev.redline.workload.YourAnswers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a server of somebody's is measured with: there, and possible, or proposed. */
public final class WorkloadDiscovery {

  private static final String SUBJECT = "what this server is measured with";
  private static final String REQUIRED = "gates/workload.yaml, whose searches this server can run";
  private static final String KEPT = "workload/workload.yaml";

  private final PhaseContext context;
  private final Path file;
  private final boolean accepted;

  /**
   * @param gates the folder of the plan
   * @param accepted whether a person has said that the proposal is to be written there
   */
  public WorkloadDiscovery(PhaseContext context, Path gates, boolean accepted) {
    this.context = context;
    this.file = gates.resolve(WorkloadPlan.FILE);
    this.accepted = accepted;
  }

  /** The file's searches are resolved, or a file is proposed; changes nothing on the server. */
  public Finding workload() throws SQLException {
    if (context.target().throwaway()) {
      if (accepted) {
        context
            .say()
            .accept(
                "-Daccept=workload wrote nothing: this server is a throwaway, which"
                    + " fixtures/demo/workload.yaml is for. Next: name yours in DATABASE_URL.");
      }
      return Finding.of(
          Verdict.pass(SUBJECT, "a throwaway: fixtures/demo/workload.yaml", "a file"));
    }
    try (Connection connection = context.connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      statement.execute("SET statement_timeout = '60s'");
      return context.plan().workload().isPresent()
          ? resolved(context.plan().workload().get(), connection)
          : proposed(
              ProposedWorkload.read(connection, context.connector(), context.plan().latency()));
    }
  }

  private Finding resolved(WorkloadPlan plan, Connection connection) throws SQLException {
    if (accepted) {
      return Finding.of(
          Verdict.fail(
              SUBJECT,
              file + " is there",
              "no file that -Daccept=workload would replace",
              "move it away, and compare it with what is then proposed"));
    }
    List<ServerSearch> found = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    SearchResolver resolver = new SearchResolver(connection);
    for (var planned : plan.searches()) {
      try {
        found.add(resolver.resolve(planned));
      } catch (WorkloadException e) {
        verdicts.add(mend(e));
      }
    }
    if (verdicts.isEmpty()) {
      verdicts.addAll(questionsThatDoNotFit());
    }
    Sight.of(connection).obstacle().ifPresent(hidden -> verdicts.add(unseen(hidden)));
    if (verdicts.isEmpty()) {
      verdicts.add(Verdict.pass(SUBJECT, counted(found.size()), REQUIRED));
    }
    Finding searches = Finding.of(verdicts, Evidence.of("searches and their indexes", found));
    Optional<YourAnswers> answers = context.workload().flatMap(Workload::yourAnswers);
    return searches.passed() && answers.isPresent()
        ? searches.and(answers.get().readable())
        : searches;
  }

  /** One question a search is embedded, which tells whether the others can be. */
  private List<Verdict> questionsThatDoNotFit() throws SQLException {
    try {
      if (context.workload().isPresent()) {
        context.workload().get().searches().requireQuestionsFit(context.connector());
      }
      return List.of();
    } catch (WorkloadException e) {
      return List.of(mend(e));
    }
  }

  private static Verdict unseen(String hidden) {
    return Verdict.inconclusive(
        "load of others",
        hidden,
        "seen, or no search is run",
        "run the GRANT, then discovery again");
  }

  private static Verdict mend(WorkloadException problem) {
    return Verdict.fail(
        SUBJECT,
        String.valueOf(problem.getMessage()),
        REQUIRED,
        "mend the file or the server, then run discovery again");
  }

  private Finding proposed(ProposedWorkload proposal) {
    Evidence evidence =
        Evidence.kept(
            "proposed workload.yaml", KEPT, (WritesItself) target -> write(target, proposal));
    if (proposal.searches() == 0) {
      return Finding.of(
          Verdict.inconclusive(
              SUBJECT,
              "no table with vectors and a key that this account may read",
              REQUIRED,
              "write the file by hand: docs/workload.md"),
          evidence);
    }
    if (accepted) {
      write(file, proposal);
      context.say().accept("Written: %s. Read it before the next run.".formatted(file));
    } else {
      context
          .say()
          .accept(
              "Proposed: metrics/%s, with %s; -Daccept=workload writes it to %s."
                  .formatted(KEPT, counted(proposal.searches()), file));
    }
    String observed = accepted ? "written" : "proposed, not accepted yet";
    return Finding.of(
        Verdict.pass(SUBJECT, observed + ", " + counted(proposal.searches()), REQUIRED), evidence);
  }

  private static String counted(int searches) {
    return searches == 1 ? "1 search" : searches + " searches";
  }

  private static void write(Path target, ProposedWorkload proposal) {
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      new AtomicFile(target).replace(proposal.yaml().getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + target, e);
    }
  }
}
