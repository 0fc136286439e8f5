package dev.redline.plan;

import java.util.List;

/** What a value grows and shrinks with on a machine other than the reference. */
public enum Scale {
  /** Nothing: the value is taken as it stands. */
  NONE,
  /** The host's memory, in proportion. */
  MEMORY;

  static Scale read(ScalarNode scalar) {
    return scalar.asOneOf(List.of("none", "memory")).equals("memory") ? MEMORY : NONE;
  }
}
