package dev.redline.record;

import dev.redline.verdict.Verdict;
import java.util.List;

/** A gate that waits for a person. The message holds what to decide, and the command. */
public final class GatePaused extends RuntimeException implements GateStopped {

  private final transient List<Verdict> verdicts;

  private GatePaused(String message, List<Verdict> verdicts) {
    super(message);
    this.verdicts = List.copyOf(verdicts);
  }

  static GatePaused of(List<Verdict> obstacles) {
    return new GatePaused(ObstacleText.of(obstacles), obstacles);
  }

  @Override
  public GatePaused followedBy(String done) {
    GatePaused stopped = new GatePaused(getMessage() + "\n" + done, verdicts);
    stopped.setStackTrace(getStackTrace());
    return stopped;
  }

  @Override
  public List<Verdict> verdicts() {
    return verdicts;
  }
}
