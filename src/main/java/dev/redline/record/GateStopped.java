package dev.redline.record;

import dev.redline.verdict.Verdict;
import java.util.List;

/** What a gate throws that was judged and did not pass. */
public sealed interface GateStopped permits GateFailure, GateInconclusive, GatePaused {

  /** The verdicts that are not a pass, at least one. */
  List<Verdict> verdicts();

  /** The same as a throwable, with what was done about it added to the message. */
  Throwable followedBy(String done);
}
