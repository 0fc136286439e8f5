package dev.redline.rag.bedrock;

import dev.redline.rag.Claim;
import dev.redline.rag.Label;
import dev.redline.rag.UnusableReplyException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Asks about five claims at once. As in RAGChecker a block's missing labels are {@link
 * Label#NEUTRAL}, which speaks for nothing, and surplus ones do not count; both are counted. Unlike
 * there, a reply without any label, or cut off before the last, is not taken for one.
 */
final class JointChecking implements Checking {

  private final Model model;
  private final Prompts prompts;
  private final Repairs repairs;

  JointChecking(Model model, Prompts prompts, Repairs repairs) {
    this.model = model;
    this.prompts = prompts;
    this.repairs = repairs;
  }

  @Override
  public List<Label> check(String question, List<Claim> claims, String reference) {
    List<Label> labels = new ArrayList<>(claims.size());
    for (int from = 0; from < claims.size(); from += Prompts.JOINT_CLAIMS) {
      int to = Math.min(claims.size(), from + Prompts.JOINT_CLAIMS);
      List<Claim> block = claims.subList(from, to);
      Conversation call = prompts.joint(question, block, reference);
      labels.addAll(model.ask(call, reply -> labels(reply, block.size())));
    }
    return List.copyOf(labels);
  }

  private List<Label> labels(ModelReply reply, int claims) {
    List<Label> named = LabelReply.all(reply.text());
    if (named.isEmpty()) {
      throw new UnusableReplyException(
          "Asked for the labels of %d claims, got none".formatted(claims), reply.text());
    }
    if (reply.cutOff() && named.size() < claims) {
      throw new UnusableReplyException(
          "Asked for the labels of %d claims, the reply is cut off after %d"
              .formatted(claims, named.size()),
          reply.text());
    }
    repairs.labels(named.size(), claims);
    List<Label> labels = new ArrayList<>(named.subList(0, Math.min(named.size(), claims)));
    labels.addAll(Collections.nCopies(claims - labels.size(), Label.NEUTRAL));
    return labels;
  }
}
