package dev.redline.rag;

import dev.redline.rag.metric.Label;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A judge that does what a test says. */
public record ScriptedJudge(
    Function<String, List<Claim>> extraction, BiFunction<Claim, String, Label> label)
    implements Judge {

  @Override
  public JudgeId id() {
    return new JudgeId("scripted", "1", "model-1");
  }

  @Override
  public List<Claim> extract(String question, String text) {
    return extraction.apply(text);
  }

  @Override
  public List<Label> check(String question, List<Claim> claims, String reference) {
    return claims.stream().map(claim -> label.apply(claim, reference)).toList();
  }
}
