package dev.redline.phase.tuning;

import dev.redline.rag.metric.Metric;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;

/**
 * The plan has nobody's answers judged, and every step says so.
 *
 * @param notJudged with the plan's reason
 */
record NoAnswers(Verdict notJudged) implements StageAnswers {

  @Override
  public Finding usable() {
    return said();
  }

  @Override
  public Finding judge() {
    return said();
  }

  @Override
  public Finding judgeAvailable() {
    return said();
  }

  @Override
  public Finding before() {
    return said();
  }

  @Override
  public Finding passages() {
    return said();
  }

  @Override
  public Finding evaluation() {
    return said();
  }

  @Override
  public Finding redLine(Metric metric) {
    return said();
  }

  @Override
  public Finding otherRedLines() {
    return said();
  }

  @Override
  public Finding regression() {
    return said();
  }

  private Finding said() {
    return Finding.of(notJudged);
  }
}
