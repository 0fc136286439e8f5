package dev.redline.rag.bedrock;

import dev.redline.rag.Claim;
import dev.redline.rag.Label;
import dev.redline.rag.UnusableReplyException;
import java.util.List;

/** Asks about each claim on its own. A reply without a label is not taken for one. */
final class SingleChecking implements Checking {

  private final Model model;
  private final Prompts prompts;

  SingleChecking(Model model, Prompts prompts) {
    this.model = model;
    this.prompts = prompts;
  }

  @Override
  public List<Label> check(String question, List<Claim> claims, String reference) {
    return claims.stream()
        .map(claim -> model.ask(prompts.single(question, claim, reference), SingleChecking::label))
        .toList();
  }

  private static Label label(ModelReply reply) {
    return LabelReply.one(reply.text())
        .orElseThrow(
            () ->
                new UnusableReplyException(
                    "Asked for the label of a claim, got none", reply.text()));
  }
}
