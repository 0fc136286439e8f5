package dev.redline.rag.evaluation;

import dev.redline.rag.Judge;
import dev.redline.rag.NamedAnswerer;
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
  public NamedAnswerer answerer(NamedAnswerer extractive) {
    return extractive;
  }

  @Override
  public Judging begin(String task, int cases) {
    return Judging.oneByOne(judge);
  }

  @Override
  public Usage usage() {
    return new Usage("no request, no cost", Map.of("requests", 0));
  }

  @Override
  public void close() {}
}
