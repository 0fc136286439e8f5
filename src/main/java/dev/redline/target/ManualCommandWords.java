package dev.redline.target;

import dev.redline.plan.Yours;
import dev.redline.postgres.Endpoint;
import dev.redline.quoting.ShellText;
import java.util.List;

/** The lines by which a person changes a server of theirs on this machine. */
public record ManualCommandWords(Endpoint endpoint, Yours commands) {

  /** The password, if there is one, is in no line: others would see it. */
  public ManualCommands all() {
    return new ManualCommands("", restart(), psql(), new ClientAddress(endpoint).password());
  }

  private String restart() {
    return switch (commands.restart().kind()) {
      case START_AND_STOP ->
          ShellText.line(commands.stop()) + " && " + ShellText.line(commands.start());
      case COMMAND -> ShellText.line(commands.restart().command());
      case PATRONI, LATER, NEVER -> psql() + " -c 'SELECT pg_catalog.pg_reload_conf()'";
    };
  }

  private String psql() {
    if (!endpoint.namesOneHost()) {
      throw new IllegalStateException("More than one host in " + endpoint);
    }
    return ShellText.line(
        List.of(
            "psql",
            "-X",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            endpoint.socketDirectory().orElseGet(endpoint::host),
            "-p",
            Integer.toString(endpoint.port()),
            "-U",
            endpoint.user()));
  }
}
