package dev.redline.rag.bedrock;

import dev.redline.rag.Progress;
import java.util.function.Function;
import java.util.function.Supplier;

/** Notes beside the progress what every reply has added. */
final class NotedModel implements Model {

  private final Model model;
  private final Supplier<BedrockRecord> record;
  private final Progress progress;

  NotedModel(Model model, Supplier<BedrockRecord> record, Progress progress) {
    this.model = model;
    this.record = record;
    this.progress = progress;
  }

  @Override
  public <T> T ask(ModelCall call, Function<ModelReply, T> reader) {
    try {
      return model.ask(call, reader);
    } finally {
      progress.note(() -> record.get().line());
    }
  }
}
