package dev.redline.rag.judge.model;

import dev.redline.rag.Answerer;
import dev.redline.rag.Passage;
import dev.redline.rag.judge.call.Model;
import dev.redline.rag.judge.call.ModelReply;
import dev.redline.rag.judge.prompt.Prompts;
import dev.redline.rag.judge.reply.ReplyLines;
import java.util.List;
import java.util.regex.Pattern;

/** Answers by a model. May be used by several threads at once. */
final class ModelAnswerer implements Answerer {

  private static final Pattern ABSTAIN =
      Pattern.compile("\\W*abstain\\W*", Pattern.CASE_INSENSITIVE);

  private final Model model;
  private final Prompts prompts;

  ModelAnswerer(Model model, Prompts prompts) {
    this.model = model;
    this.prompts = prompts;
  }

  @Override
  public String answer(String query, List<Passage> context) {
    return context.isEmpty()
        ? ""
        : model.ask(prompts.answer(query, context), ModelAnswerer::answer);
  }

  /** The text as it came; one that is cut off is no answer. */
  private static String answer(ModelReply reply) {
    ReplyLines.of(reply, "an answer");
    String text = reply.text().strip();
    return ABSTAIN.matcher(text).matches() ? "" : text;
  }
}
