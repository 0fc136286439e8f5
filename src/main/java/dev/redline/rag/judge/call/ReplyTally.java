package dev.redline.rag.judge.call;

import dev.redline.rag.ReplyCounts;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts replies by how they could be read. May be used by several threads at once. */
public final class ReplyTally {

  private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
  private long read;
  private long unusable;

  synchronized void read(ModelReply reply) {
    read++;
    reply.first().ifPresent(fault -> faults.merge(fault, 1L, Long::sum));
  }

  synchronized void unusable(FaultyReplyException second) {
    unusable++;
    faults.merge(second.fault(), 1L, Long::sum);
  }

  public synchronized ReplyCounts counts() {
    Map<String, Long> named = new TreeMap<>();
    faults.forEach((fault, count) -> named.put(fault.key(), count));
    long again = faults.values().stream().mapToLong(Long::longValue).sum();
    return new ReplyCounts(read, again, unusable, named);
  }
}
