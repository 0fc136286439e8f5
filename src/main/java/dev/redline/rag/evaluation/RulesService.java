package dev.redline.rag.evaluation;

import dev.redline.rag.Judge;
import java.util.Map;

/** A judge that follows rules as the judge of a run. */
record RulesService(Judge judge) implements JudgeService {

  @Override
  public Kind kind() {
    return Kind.RULES;
  }

  @Override
  public Judge askedAnew() {
    return judge;
  }

  @Override
  public void preflight() {}

  @Override
  public Usage usage() {
    return new Usage("no request, no cost", Map.of("requests", 0));
  }
}
