package dev.redline.record;

import dev.redline.verdict.Verdict;
import java.util.List;

/** A gate whose evidence does not allow a verdict. The message holds what is missing. */
public final class GateInconclusive extends RuntimeException implements GateStopped {

  private final transient List<Verdict> verdicts;

  private GateInconclusive(String message, List<Verdict> verdicts) {
    super(message);
    this.verdicts = List.copyOf(verdicts);
  }

  static GateInconclusive of(List<Verdict> obstacles) {
    return new GateInconclusive(ObstacleText.of(obstacles), obstacles);
  }

  @Override
  public GateInconclusive followedBy(String done) {
    GateInconclusive stopped = new GateInconclusive(getMessage() + "\n" + done, verdicts);
    stopped.setStackTrace(getStackTrace());
    return stopped;
  }

  @Override
  public List<Verdict> verdicts() {
    return verdicts;
  }
}
