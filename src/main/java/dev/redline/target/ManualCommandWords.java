package dev.redline.target;

import dev.redline.plan.Yours;
import dev.redline.postgres.ClientAddress;
import dev.redline.postgres.Endpoint;
import dev.redline.quoting.ShellText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines by which a person changes a server of theirs on this machine. */
public record ManualCommandWords(Endpoint endpoint, Yours commands) {

  private static final Pattern ADDRESS =
      Pattern.compile("jdbc:postgresql://\\[?([^/\\]:]+|::1)]?(?::(\\d+))?/.*");
  private static final String DEFAULT_PORT = "5432";

  /** The password, if there is one, is in no line: others would see it. */
  public ManualCommands all() {
    return new ManualCommands("", restart(), psql(), new ClientAddress(endpoint).password());
  }

  private String restart() {
    return switch (commands.restart().kind()) {
      case START_AND_STOP ->
          ShellText.line(commands.stop()) + " && " + ShellText.line(commands.start());
      case COMMAND -> ShellText.line(commands.restart().command());
      case LATER, NEVER -> psql() + " -c 'SELECT pg_catalog.pg_reload_conf()'";
    };
  }

  private String psql() {
    Matcher address = ADDRESS.matcher(endpoint.jdbcUrl());
    if (!address.matches()) {
      throw new IllegalStateException("No host in " + endpoint);
    }
    String port = address.group(2) == null ? DEFAULT_PORT : address.group(2);
    return ShellText.line(
        List.of(
            "psql",
            "-X",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            endpoint.socketDirectory().orElse(address.group(1)),
            "-p",
            port,
            "-U",
            endpoint.user()));
  }
}
