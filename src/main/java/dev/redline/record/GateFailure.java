package dev.redline.record;

import dev.redline.verdict.Verdict;
import java.util.List;

/** A gate that did not pass. The message holds every verdict that stood in the way. */
public final class GateFailure extends AssertionError implements GateStopped {

  private final transient List<Verdict> verdicts;

  private GateFailure(String message, List<Verdict> verdicts) {
    super(message);
    this.verdicts = List.copyOf(verdicts);
  }

  /**
   * @param obstacles verdicts that are not a pass, at least one
   */
  static GateFailure of(List<Verdict> obstacles) {
    return new GateFailure(ObstacleText.of(obstacles), obstacles);
  }

  @Override
  public GateFailure followedBy(String done) {
    GateFailure failure = new GateFailure(getMessage() + "\n" + done, verdicts);
    failure.setStackTrace(getStackTrace());
    return failure;
  }

  @Override
  public List<Verdict> verdicts() {
    return verdicts;
  }
}
