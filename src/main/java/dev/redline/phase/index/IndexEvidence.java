package dev.redline.phase.index;

import dev.redline.change.PhaseChange;
import dev.redline.change.PhaseContext;
import dev.redline.phase.index.IndexProposal.Conclusion;
import dev.redline.plan.IndexConfig;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.search.Supervision;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.workload.Workload;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Proposes indexes, only where statements that the server has seen call for them. */
public final class IndexEvidence {

  /** What keeps an index, added to the command line, before its name. */
  public static final String ACCEPT = "-Daccept=index:";

  private static final String FILE = "system_diagnostics/index_proposals.json";

  private final Connector connector;
  private final PhaseChange change;
  private final IndexConfig config;
  private final Set<String> accepted;
  private final Optional<Workload> workload;

  /**
   * Looks at nothing yet.
   *
   * @param change of the phase, which drops what a crash would leave behind
   */
  public IndexEvidence(PhaseContext context, PhaseChange change) {
    this.connector = context.connector();
    this.change = change;
    this.config = context.plan().observability().indexes();
    this.accepted = Set.copyOf(context.acceptedIndexes());
    this.workload = context.workload();
  }

  /**
   * Every index that evidence calls for has been tried and is dropped again, unless accepted. An
   * index that was accepted without evidence for it is a failure, as is one left behind; statements
   * that call for an index and could not be tried leave the question open.
   */
  public Finding proposals() throws SQLException {
    List<IndexProposal> proposals = new ArrayList<>();
    try (Supervision load = workload.orElseThrow().searches().supervise(connector)) {
      for (Candidate candidate : candidates()) {
        proposals.add(proposal(candidate, load));
      }
    }
    return Finding.of(
            List.of(
                proposed(proposals),
                Verdict.none(
                    "indexes that were tried and are still there",
                    leftBehind(proposals),
                    "none but those accepted",
                    "DROP INDEX CONCURRENTLY"),
                Verdict.none(
                    "indexes accepted by " + ACCEPT + " that the evidence does not call for",
                    notCalledFor(proposals),
                    "none",
                    "take the name out of -Daccept, or let the application run first")),
            Evidence.kept("index proposals", FILE, proposals))
        .with(proposals.stream().flatMap(proposal -> proposal.plans().stream()).toList());
  }

  private List<Candidate> candidates() throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      return new CandidateFinder(config).find(connection);
    }
  }

  private IndexProposal proposal(Candidate candidate, Supervision load) throws SQLException {
    if (new CandidateFinder(config).isEvident(candidate)) {
      return new IndexTrial(connector, change, config, accepted, load).run(candidate);
    }
    return IndexProposal.untried(
        candidate,
        Conclusion.THIN_EVIDENCE,
        "seen %d times for %.1f ms in all".formatted(candidate.calls(), candidate.totalMillis()));
  }

  private Verdict proposed(List<IndexProposal> proposals) {
    String subject = "indexes proposed from pg_stat_statements";
    String required =
        "only for statements seen %s times, %d ms in all; saving %s of their time"
            .formatted(config.calls(), config.totalTime().limit().toMillis(), config.gain());
    List<IndexProposal> open =
        proposals.stream().filter(proposal -> proposal.is(Conclusion.NOT_TRIED)).toList();
    if (!open.isEmpty()) {
      return Verdict.inconclusive(
          subject,
          shown(open),
          required,
          "run it again when nobody holds the table, or EXPLAIN the statement by hand, with values"
              + " of its own");
    }
    return Verdict.pass(subject, observed(proposals), required).because(config.calls().because());
  }

  private static String observed(List<IndexProposal> proposals) {
    List<IndexProposal> wanted =
        proposals.stream().filter(proposal -> proposal.is(Conclusion.RECOMMENDED)).toList();
    String accept =
        wanted.isEmpty()
            ? ""
            : "; to keep: "
                + wanted.stream()
                    .map(proposal -> "index:" + proposal.name())
                    .collect(Collectors.joining(",", "-Daccept=", ""));
    return proposals.isEmpty()
        ? "none: the evidence is thin, no statement filters on the columns of the plan"
        : shown(proposals) + accept;
  }

  private static String shown(List<IndexProposal> proposals) {
    return proposals.stream().map(IndexProposal::toString).collect(Collectors.joining("; "));
  }

  private List<String> notCalledFor(List<IndexProposal> proposals) throws SQLException {
    Set<String> kept =
        proposals.stream()
            .filter(proposal -> proposal.is(Conclusion.ACCEPTED))
            .map(IndexProposal::name)
            .collect(Collectors.toSet());
    List<String> without = new ArrayList<>();
    for (String name : accepted) {
      if (!kept.contains(name) && !exists(name)) {
        without.add(name);
      }
    }
    return without;
  }

  private List<String> leftBehind(List<IndexProposal> proposals) throws SQLException {
    List<String> left = new ArrayList<>();
    for (IndexProposal proposal : proposals) {
      if (!proposal.is(Conclusion.ACCEPTED) && exists(proposal.name())) {
        left.add(proposal.name());
      }
    }
    return left;
  }

  private boolean exists(String name) throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT FROM pg_catalog.pg_class WHERE relname = ? AND relkind IN ('i', 'I')")) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }
}
