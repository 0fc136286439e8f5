package dev.redline.workload;

import dev.redline.plan.LoadOptions.Mix;
import java.util.Random;

/** What LTST does to its memory. */
public enum Operation {
  /** A turn of a conversation is written. */
  WRITE,
  /** What was said before is searched for and read. */
  REHYDRATE,
  /** The messages of a conversation get vectors of another model. */
  REEMBED,
  /** The older half of a conversation becomes one memory. */
  COMPACT;

  /** Whether it waits for an evaluation to end. */
  public boolean heavy() {
    return this == REEMBED || this == COMPACT;
  }

  static Operation draw(Mix mix, Random random) {
    int total = 0;
    for (Operation operation : values()) {
      total += operation.weight(mix);
    }
    int lot = random.nextInt(total);
    for (Operation operation : values()) {
      lot -= operation.weight(mix);
      if (lot < 0) {
        return operation;
      }
    }
    throw new IllegalStateException("A lot of " + total + " drew nothing");
  }

  private int weight(Mix mix) {
    return switch (this) {
      case WRITE -> mix.write();
      case REHYDRATE -> mix.rehydrate();
      case REEMBED -> mix.reembed();
      case COMPACT -> mix.compact();
    };
  }
}
