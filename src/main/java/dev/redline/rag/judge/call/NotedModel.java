package dev.redline.rag.judge.call;

import dev.redline.rag.Progress;
import java.util.function.Function;
import java.util.function.Supplier;

/** Counts replies by how they could be read, and notes beside the progress what they added. */
public final class NotedModel implements Model {

  private final Model model;
  private final ReplyTally tally;
  private final Supplier<ModelRecord> record;
  private final Progress progress;

  public NotedModel(
      Model model, ReplyTally tally, Supplier<ModelRecord> record, Progress progress) {
    this.model = model;
    this.tally = tally;
    this.record = record;
    this.progress = progress;
  }

  @Override
  public <T> T ask(ModelCall call, Function<ModelReply, T> reader) {
    try {
      return model.ask(
          call,
          reply -> {
            T read = reader.apply(reply);
            tally.read(reply);
            return read;
          });
    } catch (FaultyReplyException second) {
      tally.unusable(second);
      throw second;
    } finally {
      progress.note(() -> record.get().line());
    }
  }
}
