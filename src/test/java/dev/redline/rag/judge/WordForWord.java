package dev.redline.rag.judge;

import dev.redline.rag.Claim;
import dev.redline.rag.Judge;
import dev.redline.rag.JudgeId;
import dev.redline.rag.evaluation.JudgeProvider;
import dev.redline.rag.evaluation.JudgeService;
import dev.redline.rag.metric.Label;
import java.util.List;

/** A judge of somebody's own: an answer is one claim, which a text supports if it repeats it. */
public final class WordForWord implements JudgeProvider, Judge {

  @Override
  public String name() {
    return "word-for-word";
  }

  @Override
  public JudgeService open(Conditions conditions) {
    return JudgeService.of(this);
  }

  @Override
  public JudgeId id() {
    return new JudgeId("word-for-word", "1", null);
  }

  @Override
  public List<Claim> extract(String question, String text) {
    return text.isBlank() ? List.of() : List.of(new Claim(text, "", ""));
  }

  @Override
  public List<Label> check(String question, List<Claim> claims, String reference) {
    return claims.stream()
        .map(claim -> reference.contains(claim.text()) ? Label.ENTAILMENT : Label.NEUTRAL)
        .toList();
  }
}
