package dev.redline.phase.tuning;

import dev.redline.rag.metric.Metric;
import dev.redline.verdict.Finding;
import java.sql.SQLException;

/** What a stage says of answers. The methods are its steps, in their order. */
public interface StageAnswers {

  /** Those who answer can be asked; known before a person decides. */
  Finding usable() throws SQLException;

  /** Who judges can be trusted. */
  Finding judge();

  /** Who judges can be trusted, and can be asked: to be known before the server is changed. */
  Finding judgeAvailable();

  /** Answers of the unchanged server, or those kept of it. */
  Finding before() throws SQLException;

  /** What is found is found as before. */
  Finding passages() throws SQLException;

  /** What is to be judged is judged, within the time that the plan allows. */
  Finding evaluation() throws SQLException;

  /** A metric is within its red line. */
  Finding redLine(Metric metric);

  /** Every other metric is within its own. */
  Finding otherRedLines();

  /** Answers are not worse than on the unchanged server. */
  Finding regression();
}
