package dev.redline.workload.answers;

import dev.redline.plan.workload.Answering.ByCommand;
import dev.redline.postgres.Connector;
import dev.redline.quoting.SeenText;
import dev.redline.quoting.ShellText;
import dev.redline.rag.Case;
import dev.redline.rag.evaluation.JudgedResults;
import dev.redline.rag.evaluation.RagFile;
import dev.redline.rag.json.RagFileException;
import dev.redline.search.WorkloadException;
import dev.redline.target.CommandEnvironment;
import dev.redline.target.HostCommand;
import dev.redline.target.ServerAccess;
import dev.redline.target.TargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A command of the user's. Its last two arguments are the path of a file with the questions, one
 * JSON object with {@code query_id} and {@code query} a line, and the path of the file that it
 * writes: RAGChecker's input form.
 *
 * @param folder of ours, for both files: they stay there until the next time
 * @param ours the environment that variables are passed on from
 */
record CommandPipeline(ByCommand command, Path folder, Map<String, String> ours)
    implements Pipeline {

  private static final int SHOWN = 600;

  @Override
  public String name() {
    return ShellText.line(command.words());
  }

  @Override
  public Asking ask(Connector server, List<Case> cases) {
    ExchangeFiles files = ExchangeFiles.in(folder, cases);
    try (ServerAccess access = ServerAccess.of(server.endpoint(), folder, command.form())) {
      run(files, access);
    }
    try {
      JudgedResults given = RagFile.read(files.answers()).results();
      return Asking.of(new AnswersInOrder(given, files.answers()).to(cases));
    } catch (RagFileException e) {
      throw new WorkloadException(
          "what %s wrote is not RAGChecker's input form: %s".formatted(name(), e.getMessage()), e);
    }
  }

  private void run(ExchangeFiles files, ServerAccess access) {
    HostCommand program =
        HostCommand.asOurselves()
            .in(command.folder())
            .within(command.within())
            .with(access.variables(command.variable(), named()));
    HostCommand.Result result;
    try {
      result = program.run(command.within(), "", files.after(command.words()));
    } catch (TargetException e) {
      throw new WorkloadException("answers: " + e.getMessage(), e);
    }
    if (!result.succeeded()) {
      throw new WorkloadException(
          "%s ended with %d, and not with 0; it said: %s"
              .formatted(name(), result.exitCode(), said(access.masked(result.output()))));
    }
  }

  private Map<String, String> named() {
    return CommandEnvironment.named(ours, command.pass());
  }

  /** The end of it, where programs say what went wrong. */
  private static String said(String output) {
    String line = SeenText.line(output);
    return line.isEmpty() ? "nothing" : line.substring(Math.max(0, line.length() - SHOWN));
  }
}
