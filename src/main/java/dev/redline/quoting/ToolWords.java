package dev.redline.quoting;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PostgreSQL's client programs print when they fail, as far as the words are their own or
 * PostgreSQL's, and name places, accounts and states. A server or a pooler may say anything else.
 */
public final class ToolWords {

  private static final Pattern LINE =
      Pattern.compile("(?<program>pg_\\w+|initdb): (?<level>error|warning): (?<text>.*)");

  private static final List<Pattern> OWN =
      List.of(
          Pattern.compile(
              "connection to server (at|on socket) \"[-\\w.:/]+\"( \\([0-9a-fA-F.:]+\\))?(, port \\d+)?"
                  + " failed:( (Connection refused|Connection timed out|timeout expired"
                  + "|No such file or directory|Permission denied|fe_sendauth: no password supplied"
                  + "|(FATAL|ERROR):  (no pg_hba\\.conf entry for|pg_hba\\.conf rejects"
                  + "|(password|peer|Ident|PAM|LDAP|GSSAPI|SSPI|certificate) authentication failed for"
                  + "|number of requested standby connections exceeds|sorry, too many clients already"
                  + "|remaining connection slots are reserved|must be superuser or replication role"
                  + "|permission denied to start WAL sender|the database system is [a-z ]+)))?"),
          Pattern.compile(
              "could not (access|change|close|create|fsync|open|read|remove|rename|stat|write to)"
                  + "( [a-z]+)* \"/[^\"]*\": [A-Z][A-Za-z ]+"),
          Pattern.compile("directory \"/[^\"]*\" exists but is not empty"),
          Pattern.compile(
              "could not (initiate base backup|send replication command|get COPY data)"),
          Pattern.compile(
              "(background|child) process (terminated unexpectedly|exited [a-z 0-9]+)"));

  private ToolWords() {}

  /** One sentence a line; empty if nothing of it may be shown. */
  public static String shown(String printed) {
    List<String> shown = new ArrayList<>();
    for (String line : printed.lines().toList()) {
      Matcher parts = LINE.matcher(line.strip());
      if (parts.matches()) {
        OWN.stream()
            .map(own -> own.matcher(parts.group("text")))
            .filter(Matcher::lookingAt)
            .findFirst()
            .ifPresent(own -> shown.add(parts.group("program") + ": " + own.group().strip()));
      }
    }
    return String.join("\n", shown);
  }
}
