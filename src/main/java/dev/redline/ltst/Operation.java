package dev.redline.ltst;

import dev.redline.plan.isolation.LoadOptions.Mix;
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

  /** One of the heavy jobs, by their weights. */
  static Operation drawHeavy(Mix mix, Random random) {
    return draw(REEMBED, COMPACT, mix, random);
  }

  /** One of those that need not wait for an evaluation, by their weights. */
  static Operation drawLight(Mix mix, Random random) {
    return draw(WRITE, REHYDRATE, mix, random);
  }

  private static Operation draw(Operation one, Operation other, Mix mix, Random random) {
    int weight = one.weight(mix);
    return random.nextInt(weight + other.weight(mix)) < weight ? one : other;
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
