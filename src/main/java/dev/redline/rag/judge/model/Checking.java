package dev.redline.rag.judge.model;

import dev.redline.rag.Claim;
import dev.redline.rag.metric.Label;
import java.util.List;

/** A way of asking for labels. */
interface Checking {

  /** One label a claim, in order. */
  List<Label> check(String question, List<Claim> claims, String reference);
}
