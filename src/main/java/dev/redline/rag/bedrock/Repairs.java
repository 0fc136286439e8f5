package dev.redline.rag.bedrock;

import java.util.concurrent.atomic.LongAdder;

/** Counts what was read from replies that were not quite as asked for. */
final class Repairs {

  private final LongAdder missing = new LongAdder();
  private final LongAdder surplus = new LongAdder();
  private final LongAdder cutOff = new LongAdder();

  void labels(int named, int claims) {
    missing.add(Math.max(0, claims - named));
    surplus.add(Math.max(0, named - claims));
  }

  void text(ModelReply reply) {
    cutOff.add(reply.cutOff() ? 1 : 0);
  }

  RepairCounts counts() {
    return new RepairCounts(missing.sum(), surplus.sum(), cutOff.sum());
  }
}
