package dev.redline.rag.judge.call;

import java.util.Optional;

/** A reply as the cache holds it: how it ends and what came before it, then what it says. */
final class KeptReply {

  private KeptReply() {}

  static String of(ModelReply reply) {
    String first = reply.first().map(fault -> " " + fault).orElse("");
    return reply.end() + first + "\n" + reply.text();
  }

  /** Empty if this was kept by a version that knew other ends or faults. */
  static Optional<ModelReply> parse(String kept) {
    int line = kept.indexOf('\n');
    if (line < 0) {
      return Optional.empty();
    }
    String[] head = kept.substring(0, line).split(" ", 2);
    try {
      ModelReply reply = ModelReply.of(kept.substring(line + 1), ModelReply.End.valueOf(head[0]));
      return Optional.of(head.length == 1 ? reply : reply.after(Fault.valueOf(head[1])));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
