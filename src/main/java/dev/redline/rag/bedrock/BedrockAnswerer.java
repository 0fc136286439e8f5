package dev.redline.rag.bedrock;

import dev.redline.rag.Answerer;
import dev.redline.rag.Passage;
import dev.redline.rag.UnusableReplyException;
import java.util.List;
import java.util.regex.Pattern;

/** Answers by a model. May be used by several threads at once. */
final class BedrockAnswerer implements Answerer {

  private static final Pattern ABSTAIN =
      Pattern.compile("\\W*abstain\\W*", Pattern.CASE_INSENSITIVE);

  private final Model model;
  private final Prompts prompts;
  private final Repairs repairs;

  BedrockAnswerer(Model model, Prompts prompts, Repairs repairs) {
    this.model = model;
    this.prompts = prompts;
    this.repairs = repairs;
  }

  @Override
  public String answer(String query, List<Passage> context) {
    return context.isEmpty() ? "" : model.ask(prompts.answer(query, context), this::answer);
  }

  private String answer(ModelReply reply) {
    String text = reply.text().strip();
    if (text.isEmpty()) {
      throw new UnusableReplyException("Asked for an answer, got an empty reply", reply.text());
    }
    repairs.text(reply);
    return ABSTAIN.matcher(text).matches() ? "" : text;
  }
}
