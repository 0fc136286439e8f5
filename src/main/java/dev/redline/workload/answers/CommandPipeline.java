package dev.redline.workload.answers;

import dev.redline.plan.workload.Answering.ByCommand;
import dev.redline.postgres.Connector;
import dev.redline.quoting.ServerWords;
import dev.redline.quoting.ShellText;
import dev.redline.rag.Answered;
import dev.redline.rag.Case;
import dev.redline.rag.evaluation.JudgedResults;
import dev.redline.rag.evaluation.RagFile;
import dev.redline.rag.json.RagFileException;
import dev.redline.search.Supervision;
import dev.redline.search.WorkloadException;
import dev.redline.target.CommandEnvironment;
import dev.redline.target.HostCommand;
import dev.redline.target.KeptOutput;
import dev.redline.target.ServerAccess;
import dev.redline.target.TargetException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A command of the user's. Its last two arguments are the path of a file with the questions, one
 * JSON object with {@code query_id} and {@code query} a line, and the path of the file that it
 * writes: RAGChecker's input form. It is ended where it puts more load on the server than the plan
 * allows.
 *
 * @param supervision of the load
 * @param folder of ours, for both files: they stay there until the next time
 * @param ours the environment that variables are passed on from
 */
record CommandPipeline(
    ByCommand command, Supervision.Source supervision, Path folder, Map<String, String> ours)
    implements Pipeline {

  /** So that its sessions count as ours, where its driver takes the name from there. */
  private static final Map<String, String> NAMED_AS_OURS = Map.of("PGAPPNAME", "redline-answers");

  @Override
  public String name() {
    return ShellText.line(command.words());
  }

  /** Where the plan has a cap on searches a second, the command gets no more questions at once. */
  @Override
  public Asking ask(Connector server, List<Case> cases) throws SQLException {
    try (Supervision load = supervision.of(server)) {
      List<Stream<Answered>> portions = new ArrayList<>();
      int size = Math.min(load.atOnce(), cases.size());
      for (int from = 0; from < cases.size(); from += size) {
        List<Case> portion = cases.subList(from, Math.min(from + size, cases.size()));
        load.awaitTurn(portion.size());
        portions.add(answered(server, portion, load));
      }
      return Asking.of(portions.stream().flatMap(answers -> answers));
    }
  }

  private Stream<Answered> answered(Connector server, List<Case> cases, Supervision load) {
    ExchangeFiles files = ExchangeFiles.in(folder, cases);
    try (ServerAccess access = ServerAccess.of(server.endpoint(), folder, command.form())) {
      run(files, access, load);
    }
    try {
      JudgedResults given = RagFile.read(files.answers()).results();
      return new AnswersInOrder(given, files.answers()).to(cases);
    } catch (RagFileException e) {
      throw new WorkloadException(
          "what %s wrote is not RAGChecker's input form: %s".formatted(name(), e.getMessage()), e);
    }
  }

  private void run(ExchangeFiles files, ServerAccess access, Supervision load) {
    HostCommand program =
        HostCommand.asOurselves()
            .in(command.folder())
            .within(command.within())
            .with(access.variables(command.variable(), named()));
    HostCommand.Result result;
    try {
      result = program.run(command.within(), "", files.after(command.words()), () -> look(load));
    } catch (TargetException e) {
      throw new WorkloadException("answers: " + e.getMessage(), e);
    }
    if (!result.succeeded()) {
      throw new WorkloadException(
          "%s ended with %d, and not with 0; %s"
              .formatted(name(), result.exitCode(), KeptOutput.of(access.masked(result.output()))));
    }
  }

  private static void look(Supervision load) {
    try {
      load.look();
    } catch (SQLException e) {
      throw new WorkloadException(
          "answers: the server could not be looked at beside the command: " + ServerWords.of(e), e);
    }
  }

  private Map<String, String> named() {
    Map<String, String> named = new TreeMap<>(NAMED_AS_OURS);
    named.putAll(CommandEnvironment.named(ours, command.pass()));
    return named;
  }
}
