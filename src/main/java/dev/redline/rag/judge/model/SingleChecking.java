package dev.redline.rag.judge.model;

import dev.redline.rag.Claim;
import dev.redline.rag.judge.call.Model;
import dev.redline.rag.judge.prompt.Prompts;
import dev.redline.rag.judge.reply.ReplyReader;
import dev.redline.rag.metric.Label;
import java.util.List;

/** Asks about each claim on its own. */
final class SingleChecking implements Checking {

  private final Model model;
  private final Prompts prompts;
  private final ReplyReader reader;

  SingleChecking(Model model, Prompts prompts, ReplyReader reader) {
    this.model = model;
    this.prompts = prompts;
    this.reader = reader;
  }

  @Override
  public List<Label> check(String question, List<Claim> claims, String reference) {
    if (!claims.isEmpty()) {
      ControlClaim.of(question, claims, reference).ifPresent(c -> check(question, c, reference));
    }
    return claims.stream()
        .map(claim -> prompts.single(question, claim, reference))
        .map(call -> model.ask(call, reply -> reader.labels(reply, 1)).get(0))
        .toList();
  }

  private void check(String question, ControlClaim control, String reference) {
    model.ask(
        prompts.single(question, control.claim(), reference),
        reply -> control.requireUnsupported(reader.labels(reply, 1).get(0), reply));
  }
}
