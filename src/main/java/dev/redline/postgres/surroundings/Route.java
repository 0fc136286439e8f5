package dev.redline.postgres.surroundings;

import dev.redline.postgres.Endpoint;
import java.util.List;
import java.util.Optional;

/**
 * What connections show of their way to the server.
 *
 * @param loginProcess the server process that the login named, 0 if it named none
 * @param processes those in which consecutive statements of one session ran, at least one
 * @param processesOfAnother the same for a session beside it; empty if it got no connection
 * @param serverAddress that the server was reached at; empty for a Unix socket
 * @param serverPort 0 for a Unix socket
 * @param refusal what was said to a transaction block; empty if it was taken
 * @param console what answers to the name of PgBouncer's console: its version or an error message
 * @param processHere whether the server's process is one of this machine
 */
record Route(
    Endpoint endpoint,
    int loginProcess,
    List<Integer> processes,
    List<Integer> processesOfAnother,
    Optional<String> serverAddress,
    int serverPort,
    Optional<String> refusal,
    Optional<String> console,
    boolean processHere) {

  /** Whether the login was answered by somebody else than the process that runs statements. */
  boolean loginElsewhere() {
    return loginProcess != 0 && !processes.contains(loginProcess);
  }

  /** Whether both sessions had the same process, one after the other. */
  boolean processShared() {
    return processes.stream().anyMatch(processesOfAnother::contains);
  }

  /** Whether one session had several processes. */
  boolean processChanges() {
    return processes.stream().distinct().count() > 1;
  }
}
