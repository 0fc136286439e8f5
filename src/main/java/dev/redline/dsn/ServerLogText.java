package dev.redline.dsn;

import dev.redline.plan.value.SettingCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of a server's log as they may be shown: those that PostgreSQL writes when it starts, stops
 * or cannot. Statements, details, what functions raise, prefixes and whatever else somebody may
 * have put there are counted and left out.
 */
public final class ServerLogText {

  private static final Pattern LINE =
      Pattern.compile("(?:^|.*?\\s)(LOG|WARNING|ERROR|FATAL|PANIC|HINT):\\s+(.*)");

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

  /** Places, addresses, and files that PostgreSQL itself names. */
  private static final Pattern HARMLESS =
      Pattern.compile("/.*|[0-9a-fA-F.:]+|localhost|[\\w.]*(postgresql|pg_|postmaster)[\\w.]*");

  /** What PostgreSQL says from start to stop; a quoted part is looked at by itself. */
  private static final List<Pattern> OWN =
      List.of(
          words("starting PostgreSQL [\\d.]+.*"),
          words("listening on (IPv4 address|IPv6 address|Unix socket) [^ ]+( port \\d+)?"),
          words("(the )?database system (is|was) [a-z -]+( at [-\\d :.]+ \\w+)?"),
          words("received (fast|smart|immediate) shutdown request"),
          words("aborting any active transactions|shutting down|out of memory"),
          words("(checkpoint|restartpoint) (starting|complete): [-\\w ,.()=;/]*"),
          words("redo [-\\w /.:,]+|end-of-recovery [a-z -]+|invalid record length at [-\\w /:,]+"),
          words("background worker \"logical replication launcher\" \\(PID \\d+\\) .*"),
          words("redirecting log output to logging collector process"),
          words("ending log output to stderr"),
          words(
              "unrecognized configuration parameter \"[\\w.$]+\"( in file \"[^\"]*\" line \\d+)?"),
          words("[-\\d.]+( \\w{1,3})? is outside the valid range for parameter [-\\w \"().]+"),
          words("parameter \"[\\w.$]+\" (requires|cannot be|removed)[-\\w ,.]*"),
          words("configuration file \"[^\"]*\" contains errors[-\\w ;,]*"),
          words("could not access file \"[\\w$/.-]+\": [A-Z][A-Za-z ]+"),
          words(
              "could not (open|load|read|write|create|map|bind|stat|fsync|rename|remove|lock|resize"
                  + "|find|locate|start)\\b[^\"]*(\"[^\"]*\"[^\"]*)*"),
          words("could not create any TCP/IP sockets"),
          words("lock file \"[^\"]*\" (already exists|is empty)"),
          words("(specified )?data directory \"[^\"]*\" [a-z ]+"),
          words("\"?max_\\w+\"? must be [a-z]+ than [\\w (),\"]+"),
          words("insufficient [a-z _\"-]+|hot standby is not possible [a-z _.\"()0-9-]+"),
          words("Is another (postmaster|postgres) .*|Future log output will appear in .*"),
          words("Available values: [\\w, -]+\\.|Valid units for this parameter are .*"),
          words("This error usually means that PostgreSQL's request for .*"),
          words("huge pages not supported on this platform.*"));

  /** Shown up to here: what follows is a value. */
  private static final List<Pattern> BEFORE_A_VALUE =
      List.of(
          words("invalid value for parameter \"[\\w.$]+\""),
          words("parameter \"[\\w.$]+\" changed"),
          words("syntax error in file \"[^\"]*\" line \\d+"),
          words("invalid list syntax in parameter \"[\\w.$]+\""));

  private ServerLogText() {}

  private static Pattern words(String text) {
    return Pattern.compile(text);
  }

  /** What may be shown of the lines, one a line, and how much is not. */
  public static String shown(String log) {
    List<String> shown = new ArrayList<>();
    int lines = 0;
    int characters = 0;
    for (String line : log.strip().lines().toList()) {
      String own = own(line);
      if (own.isEmpty()) {
        lines++;
        characters += line.length();
      } else {
        shown.add(own);
      }
    }
    if (lines > 0) {
      shown.add(
          "(%d of its lines, %d characters, are not shown: read them there)"
              .formatted(lines, characters));
    }
    return String.join("\n", shown);
  }

  private static String own(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      return "";
    }
    String text = parts.group(2).strip();
    for (Pattern start : BEFORE_A_VALUE) {
      Matcher found = start.matcher(text);
      if (found.lookingAt()) {
        return parts.group(1) + ": " + found.group();
      }
    }
    return OWN.stream().anyMatch(own -> own.matcher(text).matches())
        ? parts.group(1) + ": " + withoutValues(text)
        : "";
  }

  private static String withoutValues(String text) {
    boolean name =
        text.startsWith("could not access file") || text.startsWith("unrecognized configuration");
    return QUOTED
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    name || isHarmless(found.group(1))
                        ? found.group()
                        : "\"" + SettingSecrets.NOT_SHOWN + "\""));
  }

  private static boolean isHarmless(String quoted) {
    return HARMLESS.matcher(quoted).matches() || SettingCatalogue.find(quoted).isPresent();
  }
}
