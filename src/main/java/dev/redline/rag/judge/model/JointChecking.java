package dev.redline.rag.judge.model;

import dev.redline.rag.Claim;
import dev.redline.rag.judge.call.Model;
import dev.redline.rag.judge.prompt.Conversation;
import dev.redline.rag.judge.prompt.Prompts;
import dev.redline.rag.judge.reply.ReplyReader;
import dev.redline.rag.metric.Label;
import java.util.ArrayList;
import java.util.List;

/** Asks about five claims at once, as RAGChecker does. */
final class JointChecking implements Checking {

  private final Model model;
  private final Prompts prompts;
  private final ReplyReader reader;

  JointChecking(Model model, Prompts prompts, ReplyReader reader) {
    this.model = model;
    this.prompts = prompts;
    this.reader = reader;
  }

  @Override
  public List<Label> check(String question, List<Claim> claims, String reference) {
    List<Label> labels = new ArrayList<>(claims.size());
    for (int from = 0; from < claims.size(); from += Prompts.JOINT_CLAIMS) {
      int to = Math.min(claims.size(), from + Prompts.JOINT_CLAIMS);
      List<Claim> block = claims.subList(from, to);
      labels.addAll(
          ControlClaim.of(question, block, reference)
              .map(control -> controlled(question, block, reference, control))
              .orElseGet(() -> labels(question, block, reference)));
    }
    return List.copyOf(labels);
  }

  private List<Label> labels(String question, List<Claim> block, String reference) {
    Conversation call = prompts.joint(question, block, reference);
    return model.ask(call, reply -> reader.labels(reply, block.size()));
  }

  private List<Label> controlled(
      String question, List<Claim> block, String reference, ControlClaim control) {
    List<Claim> all = control.among(block);
    return model.ask(
        prompts.joint(question, all, reference),
        reply -> control.without(reader.labels(reply, all.size()), reply));
  }
}
