package dev.redline.rag.judge.bedrock;

import java.util.function.Function;

/** A model that does what a judge is asked for: one claim a text, and every claim is right. */
public final class JudgingModel implements Function<Received, Served> {

  private static final int EXTRACTION_TOKENS = 1000;

  @Override
  public Served apply(Received request) {
    return request.maxTokens() == EXTRACTION_TOKENS
        ? Served.text("(\"The answer\", \"is\", \"so\")")
        : request.forEachClaim("Entailment");
  }
}
