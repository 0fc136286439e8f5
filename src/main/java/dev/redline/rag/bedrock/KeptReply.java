package dev.redline.rag.bedrock;

import java.util.Optional;

/** A reply as the cache holds it: how it ends, then what it says. */
final class KeptReply {

  private KeptReply() {}

  static String of(ModelReply reply) {
    return reply.end() + "\n" + reply.text();
  }

  /** Empty if this was kept by a version that knew other ends. */
  static Optional<ModelReply> parse(String kept) {
    int line = kept.indexOf('\n');
    for (ModelReply.End end : ModelReply.End.values()) {
      if (line >= 0 && kept.substring(0, line).equals(end.name())) {
        return Optional.of(new ModelReply(kept.substring(line + 1), end));
      }
    }
    return Optional.empty();
  }
}
