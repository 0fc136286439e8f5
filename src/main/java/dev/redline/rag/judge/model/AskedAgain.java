package dev.redline.rag.judge.model;

import dev.redline.rag.judge.call.FaultyReplyException;
import dev.redline.rag.judge.call.Model;
import dev.redline.rag.judge.call.ModelCall;
import dev.redline.rag.judge.call.ModelReply;
import java.util.function.Function;

/**
 * Asks once more where a reply is not in the form asked for, and says what was wrong with it. What
 * the reader is given then carries the fault of the first reply.
 */
final class AskedAgain implements Model {

  private final Model model;

  AskedAgain(Model model) {
    this.model = model;
  }

  @Override
  public <T> T ask(ModelCall call, Function<ModelReply, T> reader) {
    try {
      return model.ask(call, reader);
    } catch (FaultyReplyException first) {
      return again(call, first, reader);
    }
  }

  private <T> T again(ModelCall call, FaultyReplyException first, Function<ModelReply, T> reader) {
    try {
      return model.ask(call.again(first), reply -> reader.apply(reply.after(first.fault())));
    } catch (FaultyReplyException second) {
      throw second.secondTime();
    }
  }
}
