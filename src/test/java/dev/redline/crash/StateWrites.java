package dev.redline.crash;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Follows the state file through its writes, and thins out those that only note which gate runs:
 * one call of each is worth a kill, another one of the next.
 */
final class StateWrites {

  /** What the next run goes by. */
  private static final Pattern MATTERS =
      Pattern.compile("\"(state|phase|restarting|systemIdentifier)\" : [^,\\n]*");

  /** Open, write, force, move, force the folder. */
  private static final int CALLS_OF_A_WRITE = 5;

  private final List<SystemCall> calls;
  private String said = "";
  private boolean notesOnly;
  private int notes;
  private int callOfNote;

  StateWrites(List<SystemCall> calls) {
    this.calls = calls;
  }

  /** Whether the call at this place in the recording is worth a kill; asked for each in turn. */
  boolean worthAKill(int at) {
    SystemCall call = calls.get(at);
    if (isStateFile(call) && call.name().equals("openat")) {
      begin(at);
    } else if (!isStateFile(call) && !call.name().equals("fsync")) {
      notesOnly = false;
    }
    return !notesOnly || callOfNote++ == notes % CALLS_OF_A_WRITE;
  }

  private void begin(int at) {
    String says = matters(calls.get(at + 1));
    notesOnly = says.equals(said);
    said = says;
    callOfNote = 0;
    notes += notesOnly ? 1 : 0;
  }

  private static boolean isStateFile(SystemCall call) {
    return call.path().contains("ai_state.json");
  }

  private static String matters(SystemCall write) {
    String text = new String(write.data(), StandardCharsets.UTF_8);
    return MATTERS.matcher(text).results().map(MatchResult::group).collect(Collectors.joining());
  }
}
